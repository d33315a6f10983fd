use axum::Json;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An error of a request, with the text that its client reads.
#[derive(Debug)]
pub(crate) struct ApiError(StatusCode, String);

impl ApiError {
    pub(crate) fn unauthorized() -> Self {
        Self(StatusCode::UNAUTHORIZED, "a token is missing".to_owned())
    }

    pub(crate) fn no_such_photo() -> Self {
        Self(StatusCode::NOT_FOUND, "there is no such photo".to_owned())
    }

    pub(crate) fn no_image() -> Self {
        Self(
            StatusCode::UNPROCESSABLE_ENTITY,
            "the form has no image".to_owned(),
        )
    }
}

impl From<MultipartError> for ApiError {
    fn from(error: MultipartError) -> Self {
        Self(error.status(), error.body_text())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}
