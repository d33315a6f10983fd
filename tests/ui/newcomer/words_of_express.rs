//! The options of the package `cors` for Express.

extern crate facade as cors;

use cors::axum::cors;

#[cors(
    origin = "https://app.example.com",
    credentials = true,
    allowedHeaders = ["content-type"],
    exposedHeaders = ["etag"],
    maxAge = 600,
)]
async fn list() {}

fn main() {}
