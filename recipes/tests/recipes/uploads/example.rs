//! The recipe of uploads with progress.

use axum::Router;
use axum::body::Bytes;
use cors::axum::{cors, post};
use tower_http::limit::RequestBodyLimitLayer;

// The handler allows no header and no method: `multipart/form-data` and `POST` are always allowed. The preflight
// of a page with a progress bar is answered nevertheless.
#[cors(origins = ["https://app.example.com"], credentials)]
async fn upload(file: Bytes) -> String {
    format!("{} bytes", file.len())
}

pub fn app() -> Router {
    // Inside of CORS: the page reads the 413.
    let upload = post(upload).layer(RequestBodyLimitLayer::new(1024));
    Router::new().route("/upload", upload.into())
}
