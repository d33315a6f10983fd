//! The responses of the handlers: an empty body, with or without headers of the handler's own.

use axum::body::Body;
use axum::response::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};

/// Returns an empty response without headers.
#[must_use]
pub fn empty() -> http::Response<()> {
    http::Response::new(())
}

/// Returns an empty response with [`headers`].
#[must_use]
pub fn with_headers() -> http::Response<()> {
    let mut response = empty();
    *response.headers_mut() = headers();
    response
}

/// Returns an empty axum response without headers.
#[must_use]
pub fn axum_empty() -> Response {
    Response::new(Body::empty())
}

/// Returns an empty axum response with [`headers`].
#[must_use]
pub fn axum_with_headers() -> Response {
    let mut response = axum_empty();
    *response.headers_mut() = headers();
    response
}

/// Returns the headers that the handler sets in the case `actual/headers-already`.
#[must_use]
pub fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers
}
