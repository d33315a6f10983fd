//! Responses of the handlers.

use axum::Extension;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::recorder::Ran;

/// Returns a response of a handler that ran, with a header that policies expose and one that they do
/// not expose.
pub(super) fn ran(response: impl IntoResponse) -> Response {
    let headers = [("x-shown", "1"), ("x-hidden", "1")];
    (Extension(Ran), headers, response).into_response()
}

/// Returns a cacheable response: an image for elements, text for scripts.
pub(super) fn cacheable() -> Response {
    let headers = [
        (header::CACHE_CONTROL, "max-age=600"),
        (header::CONTENT_TYPE, "image/svg+xml"),
    ];
    ran((headers, IMAGE))
}

/// The image in responses.
pub(super) const IMAGE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

/// Returns a response for an element, by the kind of its content.
pub(super) fn content(kind: &str) -> Response {
    let (content_type, text) = match kind {
        "image" => ("image/svg+xml", IMAGE),
        "script" => ("text/javascript", "0;"),
        _ => ("text/html", "<!doctype html><title>A page</title>"),
    };
    ran(([(header::CONTENT_TYPE, content_type)], text))
}
