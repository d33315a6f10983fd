//! The word of actix-cors for `enforce`.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], block_on_origin_mismatch)]
async fn list() {}

fn main() {}
