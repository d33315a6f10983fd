//! A function on `http` types without CORS.

use http::{Request, Response};

use super::http_function::{Handler, function_implementation};
use crate::case::Case;
use crate::handlers;

function_implementation!(
    /// A function without CORS.
    NoCorsFunction, "no-cors-function", "no-cors-function", handler_of
);

fn handler_of(case: &Case) -> Option<Handler> {
    Some(if case.handler_has_headers {
        |_: Request<()>| -> Response<()> { handlers::with_headers() }
    } else {
        |_| handlers::empty()
    })
}
