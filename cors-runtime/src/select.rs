//! Selection among the handlers of one path, each with its own policy and methods.

use crate::policy::Policy;
use crate::request::{Request, RequestDetails};
use crate::request_origin::RequestOrigin;
use crate::vary::Vary;

/// A handler of a path.
pub trait Endpoint {
    /// Returns the policy of the handler.
    fn policy(&self) -> &Policy;

    /// Returns whether the handler is mounted for `method`.
    fn handles(&self, method: &[u8]) -> bool;
}

impl<E: Endpoint> Endpoint for &E {
    fn policy(&self) -> &Policy {
        E::policy(self)
    }

    fn handles(&self, method: &[u8]) -> bool {
        E::handles(self, method)
    }
}

/// The relation of a policy to a request, for a policy that was selected among several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The request headers that selected the policy.
    pub vary: Vary,
    /// Whether the handler of the policy is mounted for the method of the request, or for the method that
    /// a preflight requests.
    pub handles_method: bool,
}

impl Selection {
    /// The policy applies to every request.
    pub const ONLY: Selection = Selection {
        vary: Vary::None,
        handles_method: true,
    };

    /// Returns the request headers that a response by `policy` depends on.
    pub(crate) const fn vary_of(self, policy: &Policy) -> Vary {
        Vary::for_policy(policy).union(self.vary)
    }
}

/// Selects the handler whose policy applies to `request`; `None` only for an empty list.
///
/// A preflight is about the method that it requests. The first of these is selected:
///
/// 1. the handler for the method, where `HEAD` falls back to the handler for `GET`;
/// 2. the first handler whose policy allows the origin, so that the browser's message names the method
///    instead of the origin;
/// 3. the first handler.
#[must_use]
pub fn select_endpoint<'e, E: Endpoint, D: RequestDetails>(
    endpoints: &'e [E],
    request: &Request<'_, D>,
) -> Option<(&'e E, Selection)> {
    let method = request.effective_method();
    let find = |method: &[u8]| endpoints.iter().find(|endpoint| endpoint.handles(method));
    let find_for_head = || (method == b"HEAD").then(|| find(b"GET")).flatten();
    let for_method = find(method).or_else(find_for_head);
    let vary_if = |is_varying| {
        if is_varying {
            Vary::RequestMethod
        } else {
            Vary::None
        }
    };
    if let Some(endpoint) = for_method {
        let selection = Selection {
            // Caches keep responses to different methods apart, so only a preflight depends on more, unless
            // the path has a single handler.
            vary: vary_if(request.is_preflight() && endpoints.len() > 1),
            handles_method: true,
        };
        return Some((endpoint, selection));
    }
    // An `OPTIONS` request that is not a preflight would be one with the header.
    let vary = vary_if(request.method == "OPTIONS");
    let target = || request.details.target();
    let allows_origin = |endpoint: &&E| match request.origin {
        RequestOrigin::One(origin) => endpoint.policy().allows_with(origin, target),
        RequestOrigin::Absent | RequestOrigin::Multiple => endpoint.policy().allows_any_origin(),
    };
    let first = endpoints.first()?;
    let endpoint = endpoints.iter().find(allows_origin).unwrap_or(first);
    let selection = Selection {
        // The first policy is selected for every origin if it allows any origin; otherwise the selection
        // depends on the origin, even if the selected policy does not.
        vary: vary.union(Vary::for_policy(first.policy())),
        handles_method: false,
    };
    Some((endpoint, selection))
}
