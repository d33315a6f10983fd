//! The cases: which policy, which request, and what the handler answers.

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the tables call it: `actual/10/last`, `preflight/3-headers`.
    pub name: &'static str,
    /// The policy of the handler.
    pub policy: PolicyId,
    /// The method of the request.
    pub method: &'static str,
    /// Its CORS headers: `origin`, `access-control-request-method`, `access-control-request-headers`.
    /// Besides them every request carries `host`, `user-agent` and `accept`.
    pub headers: Vec<(&'static str, String)>,
    /// Whether the handler's response has headers of its own already: `content-type`,
    /// `content-length: 0` and `vary: accept-encoding`.
    pub handler_has_headers: bool,
    /// What a browser is to find: whether this origin may read the response, or goes on to send the
    /// request it asked for.
    pub verdict: bool,
}

/// The policies, each of which every contender has in its own form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolicyId {
    /// So many exact origins: 1, 10, 100, 1,000 or 10,000; see [`origin`].
    Exact(usize),
    /// Everybody.
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
    /// `authorization`, `content-type` and `x-csrf-token`, and 600 seconds.
    Preflight,
    /// The same with credentials.
    PreflightCredentials,
    /// The same for twenty request headers: `x-header-00` to `x-header-19`.
    Preflight20,
    /// As `Preflight` with 1,000 origins.
    Preflight1000,
}

/// The `at`th exact origin: tenant subdomains of one length, with a common beginning and end, which is
/// the worst realistic case for a comparison one by one.
pub fn origin(at: usize) -> String {
    format!("https://app-{at:05}.example.com")
}
