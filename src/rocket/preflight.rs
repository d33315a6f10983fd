//! The route for the preflights of a path.

use std::sync::Arc;

use ::rocket::http::{Method, Status};
use ::rocket::route::{Handler, Outcome};
use ::rocket::{Data, Request, Route};

use super::routing::{PREFLIGHT_ROUTE, preflight_rank};
use super::state::SharedState;

/// Responds to the preflights for a path. Other `OPTIONS` requests, and preflights for handlers without a
/// policy, are forwarded.
///
/// The decision is computed twice: here for the status, so that other response fairings see it, and again
/// in the fairing, which adds the headers last. If a source of origins is
/// replaced in between, status and headers disagree, and the browser blocks the request.
#[derive(Debug, Clone)]
struct PreflightHandler {
    state: Arc<SharedState>,
    resource: usize,
}

/// Creates the route for the preflights of a resource at `path`.
pub(super) fn route(state: Arc<SharedState>, resource: usize, path: &str) -> Route {
    let handler = PreflightHandler { state, resource };
    let rank = preflight_rank(resource);
    let mut route = Route::ranked(rank, Method::Options, path, handler);
    route.name = Some(PREFLIGHT_ROUTE.into());
    route
}

#[::rocket::async_trait]
impl Handler for PreflightHandler {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let pending = self.state.decide_for_resource(self.resource, request);
        match pending.and_then(|pending| pending.immediate_response()) {
            Some(response) => Outcome::Success(response),
            None => Outcome::forward(data, Status::NotFound),
        }
    }
}
