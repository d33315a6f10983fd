//! The sites whose pages use the gallery.

use std::time::Duration;

use axum::http::{HeaderValue, Method, header};
use tower_http::cors::{Any, CorsLayer};

/// The web application, and the one that a developer is working on.
pub(crate) fn app() -> CorsLayer {
    let mut origins = vec![HeaderValue::from_static("https://gallery.example.com")];
    if cfg!(debug_assertions) {
        origins.push(HeaderValue::from_static("http://localhost:5173"));
    }
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::ETAG, header::LOCATION])
        .max_age(Duration::from_mins(10))
}

/// Every site.
pub(crate) fn any_site() -> CorsLayer {
    CorsLayer::new().allow_origin(Any)
}
