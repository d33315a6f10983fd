//! The response of a path to methods without a handler: preflights by the policies of the path, and 405.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::handler::Handler;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower::{Layer, Service};

use super::endpoints::{Endpoints, Evaluated};
use super::request;

/// Responds to preflights by the policy of the requested method, and to other requests with 405.
#[derive(Debug, Clone)]
pub(super) struct PreflightFallback(pub(super) Endpoints);

impl PreflightFallback {
    fn respond(&self, request: &Request) -> Response {
        let evaluated = self.0.evaluate(request::head(request));
        let immediate = evaluated.as_ref().and_then(Evaluated::immediate_response);
        immediate.unwrap_or_else(|| {
            let allow = [(header::ALLOW, self.0.allow())];
            let mut response = (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
            if let Some(evaluated) = evaluated {
                evaluated.apply(&mut response);
            }
            response
        })
    }
}

impl<S> Handler<(), S> for PreflightFallback {
    type Future = Ready<Response>;

    fn call(self, request: Request, _: S) -> Self::Future {
        ready(self.respond(&request))
    }
}

/// Replaces axum's default fallback. As a layer, so that it stays a default, which
/// `Router::method_not_allowed_fallback` replaces.
impl<S> Layer<S> for PreflightFallback {
    type Service = Self;

    fn layer(&self, _: S) -> Self {
        self.clone()
    }
}

impl Service<Request> for PreflightFallback {
    type Response = Response;
    type Error = Infallible;
    type Future = Ready<Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        ready(Ok(self.respond(&request)))
    }
}
