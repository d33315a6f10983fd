//! The word of tower-http for `expose`.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
async fn list() {}

fn main() {}
