//! The answer to a request that no handler gets, as a response of axum.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

/// A response without a body. `IntoResponse` would put every header into a second map.
pub(super) fn answered(status: StatusCode, headers: HeaderMap) -> Response {
    crate::plain::answered(status, headers)
}
