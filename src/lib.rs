#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "axum")]
pub mod axum;
mod plain;

pub use cors_macros::plain as cors;
pub use cors_runtime::headers;
pub use cors_runtime::policy::{Origins, Policy};

/// A policy on its own, judged by the compiler: for several handlers, or for handlers from
/// elsewhere.
///
/// The keys are those of the attribute [`cors`](macro@cors), `methods` included. The value is a
/// constant expression of type [`Policy`].
///
/// ```
/// use cors::Policy;
///
/// static API: Policy = cors::policy! {
///     origins = ["https://app.example.com"],
///     credentials,
///     methods = ["PUT"],
///     headers = ["content-type"],
///     max_age = 600,
/// };
///
/// assert!(API.allows(b"https://app.example.com"));
/// assert_eq!(API.methods(), "PUT");
/// ```
#[macro_export]
macro_rules! policy {
    ($($entries:tt)*) => {
        $crate::__private::policy!([$crate] $($entries)*)
    };
}
