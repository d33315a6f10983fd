//! The handler of a path for preflights and for methods without a handler.

use std::future::{Ready, ready};

use axum::extract::Request;
use axum::handler::Handler;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::endpoints::{Endpoints, Evaluated};

/// Responds to preflights by the policy of the requested method, and to other requests with 405.
#[derive(Debug, Clone)]
pub(super) struct PreflightFallback(pub(super) Endpoints);

impl<S> Handler<(), S> for PreflightFallback {
    type Future = Ready<Response>;

    fn call(self, request: Request, _: S) -> Self::Future {
        let evaluated = self.0.evaluate((&request).into());
        let immediate = evaluated.as_ref().and_then(Evaluated::immediate_response);
        ready(immediate.unwrap_or_else(|| {
            let allow = [(header::ALLOW, self.0.allow())];
            let mut response = (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
            if let Some(evaluated) = evaluated {
                evaluated.apply(&mut response);
            }
            response
        }))
    }
}
