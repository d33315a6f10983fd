//! A year in seconds, which other caches accept.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], max_age = 31536000)]
async fn list() {}

fn main() {}
