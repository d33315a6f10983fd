//! A policy that passed validation, as plain data.

use crate::host_pattern::HostPattern;
use crate::origin::pattern::OriginPattern;

/// A policy that passed validation.
///
/// The macros write it into the expansion, and the builder turns it into the `Policy` of `cors-runtime`.
/// Header values are in wire format; an empty value means that the header is omitted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ValidPolicy {
    /// The origins that may read responses.
    pub origins: ValidOrigins,
    /// More origins, for builds with debug assertions only.
    pub dev_origins: ValidOrigins,
    /// `true` if requests may carry credentials.
    pub credentials: bool,
    /// `true` if cross-origin requests that are not allowed are rejected before the handler runs.
    pub enforce: bool,
    /// The hosts that the server has; empty if requests for any host are served.
    pub hosts: Vec<HostPattern>,
    /// Whether pages may replace the method of a request.
    pub method_override: bool,
    /// The value of `Access-Control-Allow-Methods`.
    pub methods: String,
    /// The value of `Access-Control-Allow-Headers`.
    pub headers: String,
    /// The value of `Access-Control-Expose-Headers`.
    pub exposed_headers: String,
    /// The value of `Access-Control-Max-Age`, in seconds.
    pub max_age: String,
}

/// The origins of a policy that passed validation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValidOrigins {
    /// `"*"`: any origin.
    Any,
    /// A list of origins.
    List {
        /// Exact origins, as browsers send them, sorted by [`origin_order`].
        exact: Vec<String>,
        /// Patterns, in source order.
        patterns: Vec<OriginPattern>,
    },
}

impl Default for ValidOrigins {
    /// No origin.
    fn default() -> Self {
        ValidOrigins::List {
            exact: Vec::new(),
            patterns: Vec::new(),
        }
    }
}

/// The order of exact origins: by length, then by bytes. Most origins that are not in a list already
/// differ in length, so a binary search rarely compares bytes.
#[must_use]
pub fn origin_order(a: &[u8], b: &[u8]) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}
