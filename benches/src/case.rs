//! A case: a policy, a request, and the headers that the handler sets.

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// The name in the tables, such as `actual/10/last` or `preflight/3-headers`.
    pub name: &'static str,
    /// The policy of the handler.
    pub policy: PolicyId,
    /// The method of the request.
    pub method: &'static str,
    /// The request's CORS headers: `origin`, `access-control-request-method`,
    /// `access-control-request-headers`. Every request also has `host`, `user-agent` and `accept`.
    pub headers: Vec<(&'static str, String)>,
    /// Whether the handler's response has headers before CORS headers are added: `content-type`,
    /// `content-length: 0` and `vary: accept-encoding`.
    pub handler_has_headers: bool,
    /// Whether a browser must let the page read the response or, after a preflight, must send the
    /// request.
    pub is_allowed: bool,
}

/// A policy, which every implementation builds with its own API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolicyId {
    /// A list of 1, 10, 100, 1,000 or 10,000 exact origins; see [`origin`].
    Exact(usize),
    /// Any origin.
    Any,
    /// `https://*.example.com`.
    Subdomains,
    /// One origin, with credentials.
    Credentials,
    /// One origin; three exposed headers: `etag`, `x-request-id`, `x-total-count`.
    Expose3,
    /// One origin, credentials and the three exposed headers.
    CredentialsExpose3,
    /// One origin, the methods `DELETE`, `GET`, `HEAD`, `PATCH`, `POST` and `PUT`, the request headers
    /// `authorization`, `content-type` and `x-csrf-token`, and a `max_age` of 600 seconds.
    Preflight,
    /// `Preflight` with credentials.
    PreflightCredentials,
    /// `Preflight` with twenty request headers: `x-header-00` to `x-header-19`.
    Preflight20,
    /// `Preflight` with 1,000 origins.
    Preflight1000,
}

/// Returns the exact origin at `index`.
///
/// The origins are tenant subdomains of equal length with a common beginning and end, which is the
/// worst realistic input for a linear scan.
pub fn origin(index: usize) -> String {
    format!("https://app-{index:05}.example.com")
}
