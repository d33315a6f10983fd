//! Thirty days in seconds.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], max_age = 2_592_000)]
async fn list() {}

fn main() {}
