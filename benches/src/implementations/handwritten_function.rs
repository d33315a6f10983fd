//! A hand-written function on `http` types.

use http::{Request, Response};

use super::handwritten::policies::{self, HandwrittenPolicy};
use super::handwritten::protocol::{Evaluation, apply_headers, evaluate};
use super::http_function::{Handler, function_implementation};
use crate::case::{Case, PolicyId};
use crate::handlers;
use crate::policies::every_policy;

function_implementation!(
    /// Hand-written functions.
    HandwrittenFunction, "handwritten-function", "no-cors-function", handler_of::<false>
);

fn handle<P: HandwrittenPolicy, const CORRECT: bool, const WITH_HEADERS: bool>(
    request: Request<()>,
) -> Response<()> {
    match evaluate::<P, CORRECT>(request.method(), request.headers(), P::preflights) {
        Evaluation::Preflight(status, headers) => {
            let mut response = Response::new(());
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            response
        }
        Evaluation::Actual(allowed) => {
            let mut response = if WITH_HEADERS {
                handlers::with_headers()
            } else {
                handlers::empty()
            };
            apply_headers::<P, CORRECT>(allowed, response.headers_mut());
            response
        }
    }
}

macro_rules! handlers {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        pub(super) fn handler_of<const CORRECT: bool>(case: &Case) -> Option<Handler> {
            match (case.policy, case.handler_has_headers) {
                $(
                    ($id, false) => Some(handle::<policies::$type, CORRECT, false>),
                    ($id, true) => Some(handle::<policies::$type, CORRECT, true>),
                )*
                (PolicyId::Exact(_), _) => None,
            }
        }
    };
}
every_policy!(handlers);
