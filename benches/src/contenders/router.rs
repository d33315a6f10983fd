//! What the contenders on axum have in common: a router as `axum::serve` holds it, and a handler for
//! `/`.

use std::cell::RefCell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter};
use tower::Service;

use crate::case::PolicyId;

/// A router that is called again and again.
#[derive(Debug)]
pub struct Driven(RefCell<Router>);

impl Driven {
    /// The router of `/` alone.
    #[must_use]
    pub fn route(resource: MethodRouter) -> Self {
        Self::new(Router::new().route("/", resource))
    }

    /// A whole router, finished.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self(RefCell::new(router.with_state(())))
    }

    /// Answers a request.
    #[inline]
    pub fn answer(&self, request: Request<Body>) -> Response {
        let future = self.0.borrow_mut().call(request);
        match at_once(future) {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

/// Polls once, without a runtime: nothing here waits.
///
/// # Panics
///
/// If the future is not ready.
#[inline]
pub fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing to wait for"),
    }
}

/// The methods that a handler is mounted for: those that its policy lists.
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

/// A contender that is a router: its name, its twin's, and the router for a case.
macro_rules! routed {
    ($(#[$doc:meta])* $type:ident, $name:literal, $bare:literal, $router_of:path) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $type($crate::contenders::router::Driven);

        impl $crate::contender::Contender for $type {
            const NAME: &'static str = $name;
            const BARE: &'static str = $bare;
            type Request = axum::extract::Request;
            type Response = axum::response::Response;

            fn new(case: &$crate::case::Case) -> Option<Self> {
                $router_of(case).map(Self)
            }

            fn request(&self, case: &$crate::case::Case) -> Self::Request {
                $crate::request::request(case, axum::body::Body::empty())
            }

            fn answer(&self, request: Self::Request) -> Self::Response {
                self.0.answer(request)
            }

            fn read(response: Self::Response) -> $crate::contender::Answer {
                $crate::contenders::function::read(&response)
            }
        }
    };
}
pub(super) use routed;
