//! What the handlers answer: nothing, or nothing with headers of its own.

use axum::body::Body;
use axum::response::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};

/// An empty response without headers.
#[must_use]
pub fn bare() -> http::Response<()> {
    http::Response::new(())
}

/// An empty response with headers.
#[must_use]
pub fn with_headers() -> http::Response<()> {
    let mut response = bare();
    *response.headers_mut() = headers();
    response
}

/// The same for axum.
#[must_use]
pub fn axum_bare() -> Response {
    Response::new(Body::empty())
}

/// The same for axum.
#[must_use]
pub fn axum_with_headers() -> Response {
    let mut response = axum_bare();
    *response.headers_mut() = headers();
    response
}

/// The headers that a handler has set in the case that says so.
#[must_use]
pub fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers
}
