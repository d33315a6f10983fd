//! Selection among the handlers of one path, each with its own policy and methods.

use crate::policy::Policy;
use crate::request::Request;
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

/// The handler whose policy applies to a request.
#[derive(Debug)]
pub struct Selected<'e, E> {
    /// The handler.
    pub endpoint: &'e E,
    /// The request headers that the selection depends on.
    pub vary: Vary,
}

/// Selects the handler whose policy applies to `request`; `None` only for an empty list.
///
/// A preflight is about the method that it requests. The first of these is selected:
///
/// 1. the handler for the method, where `HEAD` falls back to the handler for `GET`;
/// 2. the first handler whose policy allows the origin, so that the browser's message names the method
///    instead of the origin;
/// 3. the first handler.
///
/// With a single handler there is nothing to select, and `request` is not called.
pub fn select_endpoint<'e, 'r, E: Endpoint>(
    endpoints: &'e [E],
    request: impl FnOnce() -> Request<'r>,
) -> Option<Selected<'e, E>> {
    if let [endpoint] = endpoints {
        let vary = Vary::None;
        return Some(Selected { endpoint, vary });
    }
    let request = request();
    let method = request.effective_method();
    // Caches keep responses to different methods apart, so only a preflight depends on more.
    let vary = if request.is_preflight() {
        Vary::RequestMethod
    } else {
        Vary::None
    };
    let find = |method: &[u8]| endpoints.iter().find(|endpoint| endpoint.handles(method));
    let find_for_head = || (method == b"HEAD").then(|| find(b"GET")).flatten();
    if let Some(endpoint) = find(method).or_else(find_for_head) {
        return Some(Selected { endpoint, vary });
    }
    let allows_origin = |endpoint: &&E| match request.origin {
        RequestOrigin::One(origin) => endpoint.policy().allows(origin),
        RequestOrigin::Absent | RequestOrigin::Multiple => endpoint.policy().allows_any_origin(),
    };
    let first = endpoints.first()?;
    let endpoint = endpoints.iter().find(allows_origin).unwrap_or(first);
    // The first policy is selected for every origin if it allows any origin; otherwise the selection
    // depends on the origin, even if the selected policy does not.
    let vary = vary.union(Vary::for_policy(first.policy()));
    Some(Selected { endpoint, vary })
}
