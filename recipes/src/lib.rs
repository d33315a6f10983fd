//! Tests of the crate `cors` next to crates that its workspace does not depend on: `tests/recipes`, and the
//! examples of the guides.

/// Compiles and runs the examples of the guide.
#[cfg(doctest)]
#[doc = include_str!("../../docs/configuration.md")]
mod configuration {}
