//! The floor inside a handler of axum, with its twin for `OPTIONS` on the same route.

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, on};
use http::StatusCode;
use http::header::{ACCESS_CONTROL_REQUEST_METHOD, HeaderMap};

use super::floor::{self, Known, allowed, finish, origin, preflight};
use super::router::{Driven, methods, routed};
use crate::case::{Case, PolicyId};
use crate::policies::every_policy;
use crate::respond;

routed!(
    /// The floor inside a handler.
    FloorAxum, "floor-axum", "bare-axum", driven::<false>
);

async fn handle<P: Known, const DUTIFUL: bool, const WITH_HEADERS: bool>(
    request: Request,
) -> Response {
    let allowed = allowed::<P, DUTIFUL>(request.headers());
    let mut response = if WITH_HEADERS {
        respond::axum_with_headers()
    } else {
        respond::axum_bare()
    };
    finish::<P, DUTIFUL>(allowed, response.headers_mut());
    response
}

async fn twin<P: Known, const DUTIFUL: bool>(request: Request) -> Response {
    let headers = request.headers();
    match origin::<DUTIFUL>(headers) {
        Some(origin) if headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD) => {
            let answers = P::answers_in_axum();
            // A closure of either twin's own: what they do not share stays within them.
            answered(preflight::<P>(origin, || answers))
        }
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// A response of these parts. axum's own conversion would hash every name once more.
pub(super) fn answered((status, headers): (StatusCode, HeaderMap)) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn resource<P: Known, const DUTIFUL: bool>(case: &Case) -> MethodRouter {
    let methods = methods(case.policy);
    let resource = if case.handler_has_headers {
        on(methods, handle::<P, DUTIFUL, true>)
    } else {
        on(methods, handle::<P, DUTIFUL, false>)
    };
    resource.options(twin::<P, DUTIFUL>)
}

macro_rules! resources {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        pub(super) fn driven<const DUTIFUL: bool>(case: &Case) -> Option<Driven> {
            match case.policy {
                $($id => Some(Driven::route(resource::<floor::$known, DUTIFUL>(case))),)*
                PolicyId::Exact(_) => None,
            }
        }
    };
}
every_policy!(resources);
