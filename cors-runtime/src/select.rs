//! A resource: the handlers of one path, each with its policy and its methods.
//!
//! A preflight is about the method it asks for, so the handler for that method answers it.

use super::request::{Request, RequestOrigin};
use super::vary::Vary;
use crate::policy::Policy;

/// One handler of a resource.
pub trait Endpoint {
    /// Its policy.
    fn policy(&self) -> &Policy;

    /// Whether it is mounted for `method`.
    fn answers(&self, method: &[u8]) -> bool;
}

/// The handler whose policy answers a request, and what chose it.
#[derive(Debug)]
pub struct Choice<'e, E> {
    /// The handler.
    pub endpoint: &'e E,
    /// What the answer depends on besides its own policy.
    pub vary: Vary,
}

/// The handler whose policy answers `request`.
///
/// The one for the method (`HEAD` is answered by the one for `GET` where it has none of its own);
/// where there is none, the first whose policy lets the origin in, so that the browser gets to name
/// the method, and does not blame the origin; where there is none either, the first. `None` only for
/// an empty list.
///
/// A single handler answers everything, and then the request is not even read.
pub fn choose<'e, 'r, E: Endpoint>(
    endpoints: &'e [E],
    request: impl FnOnce() -> Request<'r>,
) -> Option<Choice<'e, E>> {
    if let [endpoint] = endpoints {
        let vary = Vary::Nothing;
        return Some(Choice { endpoint, vary });
    }
    let request = request();
    let method = request.subject_method();
    // Answers to other requests than preflights depend on their own method, which every cache keeps
    // apart by itself.
    let vary = if request.is_preflight() {
        Vary::AskedMethod
    } else {
        Vary::Nothing
    };
    let answering = |method: &[u8]| endpoints.iter().find(|endpoint| endpoint.answers(method));
    let for_head = || (method == b"HEAD").then(|| answering(b"GET")).flatten();
    if let Some(endpoint) = answering(method).or_else(for_head) {
        return Some(Choice { endpoint, vary });
    }
    let lets_in = |endpoint: &&E| match request.origin {
        RequestOrigin::One(origin) => endpoint.policy().allows(origin),
        RequestOrigin::Absent | RequestOrigin::Several => endpoint.policy().is_public(),
    };
    let endpoint = endpoints.iter().find(lets_in).or(endpoints.first())?;
    // Behind a listed policy that did not let the origin in, another answers; a public one in front
    // answers everybody.
    let by_origin = !endpoints.first()?.policy().is_public();
    let vary = if by_origin {
        vary.and(Vary::Origin)
    } else {
        vary
    };
    Some(Choice { endpoint, vary })
}
