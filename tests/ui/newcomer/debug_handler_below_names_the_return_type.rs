//! `#[debug_handler]` below `#[cors]` points at the return type that is no response.

extern crate facade as cors;

use axum::debug_handler;
use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
#[debug_handler]
async fn count() -> u64 {
    7
}

fn main() {}
