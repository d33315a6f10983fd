//! `#[debug_handler]` below `#[cors]` points at the argument that is no extractor.

extern crate facade as cors;

use axum::debug_handler;
use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
#[debug_handler]
async fn show(id: u64) -> String {
    id.to_string()
}

fn main() {}
