//! A router of axum, without CORS. Its handler answers `OPTIONS` too, as the handler's twin would.

use axum::Router;
use axum::routing::{MethodFilter, on};

use super::router::{Driven, methods, routed};
use crate::case::Case;
use crate::respond;

routed!(
    /// A router without CORS.
    BareAxum, "bare-axum", "bare-axum", driven
);

fn driven(case: &Case) -> Option<Driven> {
    Some(Driven::new(router(case)))
}

/// The router, for layers to go around.
pub(super) fn router(case: &Case) -> Router {
    let methods = methods(case.policy).or(MethodFilter::OPTIONS);
    let resource = if case.handler_has_headers {
        on(methods, async || respond::axum_with_headers())
    } else {
        on(methods, async || respond::axum_bare())
    };
    Router::new().route("/", resource)
}
