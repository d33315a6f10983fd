//! The answer to a request that no handler gets, as a response of axum.

use axum::response::Response;
use cors_runtime::protocol::prepared::Answer;

/// A response without a body. `IntoResponse` would put every header into a second map.
pub(super) fn answered(answer: Answer<'_>) -> Response {
    crate::plain::into_response(answer)
}
