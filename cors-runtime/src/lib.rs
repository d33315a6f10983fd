//! What may be said in a CORS policy, and what to answer: the runtime of the crate `cors`.
//!
//! Depend on `cors`, not on this crate. Its rooms:
//!
//! * [`policy`]: what may be said. No dependencies; the attribute's macro is compiled with this
//!   room alone, so that the compiler and a program at start-up judge by the same lines.
//! * [`headers`]: the nine headers of the protocol, as types that parse and serialise by the
//!   standard's grammar. Text only, no framework.
//! * [`sources`]: origins that are known at run time only.
//! * [`protocol`]: what to answer. The decision is text in, names and values out; with the feature
//!   `http` it is also applied to an `http::HeaderMap`.
#![forbid(unsafe_code)]

#[cfg(feature = "protocol")]
pub mod headers;
pub mod policy;
#[cfg(feature = "protocol")]
pub mod protocol;
#[cfg(feature = "protocol")]
pub mod sources;
