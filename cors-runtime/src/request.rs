//! The parts of a request that CORS depends on.

use crate::fetch_metadata::FetchMetadata;
use crate::policy::Policy;
use crate::request_origin::RequestOrigin;

/// The parts of a request that CORS depends on, as an integration reads them.
///
/// `Access-Control-Request-Headers` is not among them: preflight responses are static, so a hostile
/// list costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'r> {
    /// The method, case-sensitive.
    pub method: &'r str,
    /// The `Origin` header.
    pub origin: RequestOrigin<'r>,
    /// The value of `Access-Control-Request-Method`.
    pub requested_method: Option<&'r [u8]>,
    /// The headers by which `enforce` recognises same-origin requests.
    pub fetch_metadata: FetchMetadata<'r>,
}

impl<'r> Request<'r> {
    /// Reads the fetch metadata if `policy` depends on it.
    #[must_use]
    pub fn for_policy(
        self,
        policy: &Policy,
        fetch_metadata: impl FnOnce() -> FetchMetadata<'r>,
    ) -> Self {
        if policy.enforces() {
            Self {
                fetch_metadata: fetch_metadata(),
                ..self
            }
        } else {
            self
        }
    }

    /// Returns the method that a preflight requests; `None` if the request is not a preflight.
    ///
    /// A [preflight](https://fetch.spec.whatwg.org/#cors-preflight-request) has the method `OPTIONS`,
    /// an `Origin` and an `Access-Control-Request-Method`, all three. Any other `OPTIONS` request is
    /// for the handler.
    #[must_use]
    pub fn preflight_method(&self) -> Option<&'r [u8]> {
        let may_be_preflight = self.method == "OPTIONS" && self.origin != RequestOrigin::Absent;
        self.requested_method.filter(|_| may_be_preflight)
    }

    /// Returns whether the request is a preflight.
    #[must_use]
    pub fn is_preflight(&self) -> bool {
        self.preflight_method().is_some()
    }

    /// Returns the method that the decision is about: the requested one for a preflight.
    #[must_use]
    pub fn effective_method(&self) -> &'r [u8] {
        self.preflight_method().unwrap_or(self.method.as_bytes())
    }
}
