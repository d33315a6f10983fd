//! An axum router without CORS. Its handler is also mounted for `OPTIONS`, so that it responds to the
//! preflights of the cases.

use axum::Router;
use axum::routing::{MethodFilter, on};

use super::axum_router::{ReusedRouter, methods, router_implementation};
use crate::case::Case;
use crate::handlers;

router_implementation!(
    /// A router without CORS.
    NoCorsAxum, "no-cors-axum", "no-cors-axum", router_of
);

fn router_of(case: &Case) -> Option<ReusedRouter> {
    Some(ReusedRouter::new(router(case)))
}

/// Returns the router without CORS, which layers wrap.
pub(super) fn router(case: &Case) -> Router {
    let methods = methods(case.policy).or(MethodFilter::OPTIONS);
    let resource = if case.handler_has_headers {
        on(methods, async || handlers::axum_with_headers())
    } else {
        on(methods, async || handlers::axum_empty())
    };
    Router::new().route("/", resource)
}
