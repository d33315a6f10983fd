//! Hand-written CORS in an axum handler, with a handler for `OPTIONS` on the same route.

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, on};
use http::StatusCode;
use http::header::ACCESS_CONTROL_REQUEST_METHOD;

use super::axum_router::{ReusedRouter, methods, response_of, router_implementation};
use super::handwritten::policies::{self, HandwrittenPolicy};
use super::handwritten::protocol::{allowed_origin, apply_headers, origin, preflight};
use crate::case::{Case, PolicyId};
use crate::handlers;
use crate::policies::every_policy;

router_implementation!(
    /// Hand-written handlers.
    HandwrittenAxum, "handwritten-axum", "no-cors-axum", router_of::<false>
);

async fn handle<P: HandwrittenPolicy, const CORRECT: bool, const WITH_HEADERS: bool>(
    request: Request,
) -> Response {
    let allowed = allowed_origin::<P, CORRECT>(request.headers());
    let mut response = if WITH_HEADERS {
        handlers::axum_with_headers()
    } else {
        handlers::axum_empty()
    };
    apply_headers::<P, CORRECT>(allowed, response.headers_mut());
    response
}

async fn handle_options<P: HandwrittenPolicy, const CORRECT: bool>(request: Request) -> Response {
    let headers = request.headers();
    match origin::<CORRECT>(headers) {
        Some(origin) if headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD) => {
            let preflights = P::axum_preflights();
            // A closure type for each value of `CORRECT`: with a shared one, the optimizer would not
            // inline the code that the two versions have in common.
            response_of(preflight::<P>(origin, || preflights))
        }
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

fn resource<P: HandwrittenPolicy, const CORRECT: bool>(case: &Case) -> MethodRouter {
    let methods = methods(case.policy);
    let resource = if case.handler_has_headers {
        on(methods, handle::<P, CORRECT, true>)
    } else {
        on(methods, handle::<P, CORRECT, false>)
    };
    resource.options(handle_options::<P, CORRECT>)
}

macro_rules! routers {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        pub(super) fn router_of<const CORRECT: bool>(case: &Case) -> Option<ReusedRouter> {
            match case.policy {
                $($id => Some(ReusedRouter::route(resource::<policies::$type, CORRECT>(case))),)*
                PolicyId::Exact(_) => None,
            }
        }
    };
}
every_policy!(routers);
