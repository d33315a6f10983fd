//! What a page reports: what its script got to see, step by step.

use serde::Deserialize;

use crate::origins::Scheme;

/// Of one run.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    pub(crate) scheme: Scheme,
    /// `navigator.userAgent`.
    pub(crate) agent: String,
    /// By case and step.
    pub(crate) seen: Vec<Vec<Seen>>,
}

/// Of one step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Seen {
    pub(crate) verdict: String,
    pub(crate) status: Option<u16>,
    /// Names of headers, in lower case.
    #[serde(default)]
    pub(crate) headers: Vec<String>,
    #[serde(default)]
    pub(crate) body: String,
    /// The error's own words, which give no reason.
    #[serde(default)]
    pub(crate) said: String,
}
