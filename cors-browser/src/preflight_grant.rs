use std::time::Duration;

/// The methods and header names that a preflight response allows, and for how long.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PreflightGrant {
    pub(crate) methods: Vec<String>,
    pub(crate) headers: Vec<String>,
    pub(crate) max_age: Duration,
}
