//! Tests of the crate `cors` next to crates that its workspace does not depend on: `tests/recipes`.
