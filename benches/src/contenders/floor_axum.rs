//! The floor inside a handler of axum, with its twin for `OPTIONS` on the same route.

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, on};
use http::StatusCode;
use http::header::{ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, ORIGIN};

use super::floor::{self, Known, allowed, finish, preflight};
use super::router::{Driven, methods, routed};
use crate::case::{Case, PolicyId};
use crate::policies::every_policy;
use crate::respond;

routed!(
    /// The floor inside a handler.
    FloorAxum, "floor-axum", "bare-axum", driven
);

async fn handle<P: Known, const WITH_HEADERS: bool>(request: Request) -> Response {
    let allowed = allowed::<P, false>(request.headers());
    let mut response = if WITH_HEADERS {
        respond::axum_with_headers()
    } else {
        respond::axum_bare()
    };
    finish::<P, false>(allowed, response.headers_mut());
    response
}

async fn twin<P: Known>(request: Request) -> Response {
    let headers = request.headers();
    match headers.get(ORIGIN) {
        Some(origin) if headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD) => {
            answered(preflight::<P>(origin, P::answers_in_axum()))
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

fn resource<P: Known>(case: &Case) -> MethodRouter {
    let methods = methods(case.policy);
    let resource = if case.handler_has_headers {
        on(methods, handle::<P, true>)
    } else {
        on(methods, handle::<P, false>)
    };
    resource.options(twin::<P>)
}

macro_rules! resources {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        fn driven(case: &Case) -> Option<Driven> {
            match case.policy {
                $($id => Some(Driven::route(resource::<floor::$known>(case))),)*
                PolicyId::Exact(_) => None,
            }
        }
    };
}
every_policy!(resources);
