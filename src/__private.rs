//! What expansions name, and nothing else may: it changes with every version.

pub use std::borrow::Cow;
pub use std::sync::LazyLock;

pub use cors_macros::policy;
pub use cors_runtime::policy::{Origins, Pattern, Port, Scheme, Texts};
pub use cors_runtime::protocol::prepared::Prepared;

#[allow(missing_docs)]
pub mod plain {
    pub use crate::plain::{answered, finish, receive};
    pub use cors_runtime::protocol::prepared::Received;
}

/// Implemented by the type of a handler's name.
#[allow(missing_docs)]
pub trait Annotation: 'static {
    fn prepared() -> &'static Prepared;
}
