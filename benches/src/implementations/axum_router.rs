//! Implementations in axum: a router in the form that `axum::serve` holds, with a handler for `/`.

use std::cell::RefCell;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter};
use http::{HeaderMap, StatusCode};
use tower::Service;

use super::poll::poll_once;
use crate::case::PolicyId;

/// A router that is called repeatedly.
#[derive(Debug)]
pub struct ReusedRouter(RefCell<Router>);

impl ReusedRouter {
    /// Creates a router with a single route, `/`.
    #[must_use]
    pub fn route(resource: MethodRouter) -> Self {
        Self::new(Router::new().route("/", resource))
    }

    /// Finishes a router.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self(RefCell::new(router.with_state(())))
    }

    /// Calls the router with a request.
    #[inline]
    pub fn call(&self, request: Request<Body>) -> Response {
        let future = self.0.borrow_mut().call(request);
        match poll_once(future) {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

/// Combines a status and headers with an empty body. axum's own conversion would hash every name again.
#[must_use]
pub fn response_of((status, headers): (StatusCode, HeaderMap)) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Returns the methods that a handler is mounted for, which are those of its policy.
#[must_use]
pub fn methods(policy: PolicyId) -> MethodFilter {
    match policy {
        PolicyId::Preflight
        | PolicyId::PreflightCredentials
        | PolicyId::Preflight20
        | PolicyId::Preflight1000 => MethodFilter::DELETE
            .or(MethodFilter::GET)
            .or(MethodFilter::HEAD)
            .or(MethodFilter::PATCH)
            .or(MethodFilter::POST)
            .or(MethodFilter::PUT),
        _ => MethodFilter::GET,
    }
}

/// Defines an implementation that is a router, from its name, the name of the implementation without CORS,
/// and a function that returns the router for a case.
macro_rules! router_implementation {
    ($(#[$doc:meta])* $type:ident, $name:literal, $no_cors:literal, $router_of:path) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $type($crate::implementations::axum_router::ReusedRouter);

        impl $crate::implementation::Implementation for $type {
            const NAME: &'static str = $name;
            const NO_CORS: &'static str = $no_cors;
            type Request = axum::extract::Request;
            type Response = axum::response::Response;

            fn new(case: &$crate::case::Case) -> Option<Self> {
                $router_of(case).map(Self)
            }

            fn request(&self, case: &$crate::case::Case) -> Self::Request {
                $crate::request::request(case, axum::body::Body::empty())
            }

            fn respond(&self, request: Self::Request) -> Self::Response {
                self.0.call(request)
            }

            fn read_response(response: Self::Response) -> $crate::response::ResponseText {
                $crate::response::ResponseText::of(&response)
            }
        }
    };
}
pub(super) use router_implementation;
