//! The result type of all verbs.

/// A result whose error is only ever printed.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
