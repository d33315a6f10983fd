//! The classification of a request by a policy. Everything that is sent in response follows from it.

use crate::policy::Policy;
use crate::request::Request;
use crate::request_origin::RequestOrigin;

/// The kind of a request, and whether a policy allows its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestClass {
    /// A preflight.
    Preflight {
        /// Whether the origin is allowed.
        allowed: bool,
    },
    /// A cross-origin request that is not allowed, for a policy that enforces.
    Forbidden,
    /// Any other request.
    Actual {
        /// Whether the origin is allowed.
        allowed: bool,
    },
}

impl RequestClass {
    /// Classifies a request. The work is bounded by the length of the longest possible origin.
    #[must_use]
    pub fn new(policy: &Policy, request: &Request<'_>) -> Self {
        let allowed = policy.allows_any_origin()
            || match request.origin {
                RequestOrigin::One(origin) => policy.allows(origin),
                RequestOrigin::Absent | RequestOrigin::Multiple => false,
            };
        if request.is_preflight() {
            return RequestClass::Preflight { allowed };
        }
        // A request without `Origin` does not come from a script, or is a same-origin GET.
        let is_cross_origin = || {
            request.origin != RequestOrigin::Absent
                && !request.fetch_metadata.is_same_origin(request.origin)
        };
        if !allowed && policy.enforces() && is_cross_origin() {
            RequestClass::Forbidden
        } else {
            RequestClass::Actual { allowed }
        }
    }

    /// Returns whether the origin is allowed, so that the response names it.
    #[must_use]
    pub const fn is_allowed(self) -> bool {
        matches!(
            self,
            RequestClass::Preflight { allowed: true } | RequestClass::Actual { allowed: true }
        )
    }
}
