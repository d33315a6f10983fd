//! The report of a page: the outcome of every step.

use serde::Deserialize;

use crate::origins::Scheme;

/// The report of one run.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    pub(crate) scheme: Scheme,
    /// `navigator.userAgent`.
    pub(crate) agent: String,
    /// By case and step.
    pub(crate) observed: Vec<Vec<Observed>>,
}

/// The observations of the script in one step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Observed {
    pub(crate) outcome: String,
    pub(crate) status: Option<u16>,
    /// Header names in lower case.
    #[serde(default)]
    pub(crate) headers: Vec<String>,
    #[serde(default)]
    pub(crate) body: String,
    /// The message of the error, which contains no reason.
    #[serde(default)]
    pub(crate) error: String,
}
