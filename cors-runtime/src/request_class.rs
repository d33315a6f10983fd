//! The classification of a request by a policy. Everything that is sent in response follows from it.

use cors_policy::names::method::is_safelisted;

use crate::policy::Policy;
use crate::request::{Request, RequestDetails};
use crate::request_origin::RequestOrigin;
use crate::select::Selection;

/// The kind of a request, and whether a policy allows its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestClass {
    /// A preflight for a method of the policy's handler.
    Preflight {
        /// Whether the origin is allowed.
        allowed: bool,
    },
    /// A preflight for a method that no handler with a policy is mounted for. The response may name the
    /// origin, so that the browser's message names the method, but it grants no headers and no method that
    /// needs a grant.
    UnhandledPreflight {
        /// Whether the response names the origin.
        allowed: bool,
    },
    /// A request for a host that the policy does not list, or a cross-origin request that is not allowed,
    /// for a policy that enforces.
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
    #[inline]
    pub fn new<D: RequestDetails>(
        policy: &Policy,
        request: &Request<'_, D>,
        selection: Selection,
    ) -> Self {
        let authority = || request.details.fetch_metadata().authority;
        if !policy.hosts().is_empty() && !policy.serves_host(authority()) {
            return RequestClass::Forbidden;
        }
        let allowed = policy.allows_any_origin()
            || match request.origin {
                RequestOrigin::One(origin) => {
                    policy.allows_with(origin, || request.details.target())
                }
                RequestOrigin::Absent | RequestOrigin::Multiple => false,
            };
        match request.preflight_method() {
            Some(_) if selection.handles_method => RequestClass::Preflight { allowed },
            // Browsers send a preflight for any request with an upload listener. Naming the origin would
            // grant a request with a safelisted method.
            Some(method) => RequestClass::UnhandledPreflight {
                allowed: allowed && !std::str::from_utf8(method).is_ok_and(is_safelisted),
            },
            None if !allowed && request.is_restricted_by(policy) && request.is_cross_origin() => {
                RequestClass::Forbidden
            }
            None => RequestClass::Actual { allowed },
        }
    }

    /// Returns whether the origin is allowed, so that the response names it.
    #[must_use]
    pub const fn is_allowed(self) -> bool {
        match self {
            RequestClass::Preflight { allowed }
            | RequestClass::UnhandledPreflight { allowed }
            | RequestClass::Actual { allowed } => allowed,
            RequestClass::Forbidden => false,
        }
    }

    /// Returns whether the policy decides about the request. If not, a fallback policy further out does.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        !matches!(self, RequestClass::UnhandledPreflight { .. })
    }
}
