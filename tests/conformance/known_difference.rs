//! A response that differs from other integrations because of the framework.

use crate::case::Expected;

/// A response that differs from other integrations because of the framework.
pub(crate) struct KnownDifference {
    pub(crate) reason: &'static str,
    /// The expected response, which is asserted too.
    pub(crate) expected: Expected,
}
