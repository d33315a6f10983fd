//! The elements of Spring's `@CrossOrigin`.

extern crate facade as cors;

use cors::axum::cors;

#[cors(
    origins = "https://app.example.com",
    originPatterns = ["https://*.example.com"],
    allowCredentials = "true",
    allowedHeaders = ["content-type"],
    exposedHeaders = ["etag"],
    maxAge = 3600,
)]
async fn list() {}

fn main() {}
