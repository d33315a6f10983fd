use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError, web};
use serde_json::json;

/// An error of a request, with the text that its client reads.
#[derive(Debug)]
pub(crate) struct DeskError(pub(crate) StatusCode, pub(crate) String);

impl DeskError {
    pub(crate) fn no_such_ticket() -> Self {
        Self(StatusCode::NOT_FOUND, "there is no such ticket".to_owned())
    }
}

impl std::fmt::Display for DeskError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.1)
    }
}

impl ResponseError for DeskError {
    fn status_code(&self) -> StatusCode {
        self.0
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.0).json(json!({ "error": self.1 }))
    }
}

/// Limits JSON bodies, and reports those that are not valid.
pub(crate) fn json_config() -> web::JsonConfig {
    web::JsonConfig::default()
        .limit(16 * 1024)
        .error_handler(|error, _| DeskError(error.status_code(), error.to_string()).into())
}
