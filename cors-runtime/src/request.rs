//! The parts of a request that CORS depends on.

use crate::fetch_metadata::FetchMetadata;
use crate::policy::Policy;
use crate::request_origin::RequestOrigin;
use crate::request_target::RequestTarget;

/// The parts of a request that only some policies depend on. A decision reads them if its policy does.
pub trait RequestDetails {
    /// Reads the headers by which cross-origin requests are recognised.
    fn fetch_metadata(&self) -> FetchMetadata<'_>;

    /// Reads the host and the path, for a policy with a source of origins.
    fn target(&self) -> RequestTarget<'_>;
}

/// Details that were read before the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KnownDetails<'r> {
    /// The headers by which cross-origin requests are recognised.
    pub fetch_metadata: FetchMetadata<'r>,
    /// The host and the path.
    pub target: RequestTarget<'r>,
}

impl RequestDetails for KnownDetails<'_> {
    fn fetch_metadata(&self) -> FetchMetadata<'_> {
        self.fetch_metadata
    }

    fn target(&self) -> RequestTarget<'_> {
        self.target
    }
}

/// The parts of a request that CORS depends on, as an integration reads them.
///
/// `Access-Control-Request-Headers` is not among them: preflight responses are static, so a hostile
/// list costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'r, D = KnownDetails<'r>> {
    /// The method, case-sensitive.
    pub method: &'r str,
    /// The `Origin` header.
    pub origin: RequestOrigin<'r>,
    /// The value of `Access-Control-Request-Method`.
    pub requested_method: Option<&'r [u8]>,
    /// Whether the framework may have replaced the method of a form submission by one of its fields, so
    /// that a page could send it without a preflight.
    pub may_be_overridden: bool,
    /// The parts that only some policies depend on.
    pub details: D,
}

impl<'r, D: RequestDetails> Request<'r, D> {
    /// Returns whether only requests that are allowed or same-origin may reach the handler.
    pub(crate) fn is_restricted_by(&self, policy: &Policy) -> bool {
        policy.enforces() || (self.may_be_overridden && !policy.allows_method_override())
    }

    /// Returns whether the request comes from another origin.
    pub(crate) fn is_cross_origin(&self) -> bool {
        let metadata = self.details.fetch_metadata();
        metadata.is_cross_origin(self.method, self.origin)
    }

    /// Returns the method that a preflight requests; `None` if the request is not a preflight.
    ///
    /// A [preflight](https://fetch.spec.whatwg.org/#cors-preflight-request) has the method `OPTIONS`,
    /// an `Origin` and an `Access-Control-Request-Method`, all three. Any other `OPTIONS` request is
    /// for the handler.
    #[must_use]
    #[inline]
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
