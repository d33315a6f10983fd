//! The bodies of the handlers.

use rocket::response::{self, Responder};
use rocket::{Request, Response};

use crate::case::PolicyId;

/// A response as a responder, which Rocket's handlers have to return.
pub(crate) struct RawResponse(Response<'static>);

impl<'r> Responder<'r, 'static> for RawResponse {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Ok(self.0)
    }
}

/// The body of all handlers. Never inlined, so that its cost does not depend on its caller.
#[inline(never)]
pub(super) fn plain() -> RawResponse {
    RawResponse(Response::new())
}

/// The body of handlers that set headers.
#[inline(never)]
pub(super) fn with_headers() -> RawResponse {
    let mut response = Response::new();
    response.set_raw_header("content-type", "text/plain");
    response.set_raw_header("content-length", "0");
    response.set_raw_header("vary", "accept-encoding");
    RawResponse(response)
}

/// Returns whether handlers for all methods of the policy are mounted. A handler of Rocket has one method.
pub(super) fn is_preflighted(policy: PolicyId) -> bool {
    matches!(
        policy,
        PolicyId::Preflight
            | PolicyId::PreflightCredentials
            | PolicyId::Preflight20
            | PolicyId::Preflight1000
    )
}
