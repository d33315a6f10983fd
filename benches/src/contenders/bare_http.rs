//! A function on `http` types, without CORS.

use http::{Request, Response};

use super::function::{Handler, function};
use crate::case::Case;
use crate::respond;

function!(
    /// A function without CORS.
    BareHttp, "bare-http", "bare-http", handler_of
);

fn handler_of(case: &Case) -> Option<Handler> {
    Some(if case.handler_has_headers {
        |_: Request<()>| -> Response<()> { respond::with_headers() }
    } else {
        |_| respond::bare()
    })
}
