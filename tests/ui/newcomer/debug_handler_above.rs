//! `#[debug_handler]` above `#[cors]` checks the wrapper. The name of its type says what it is.

extern crate facade as cors;

use axum::debug_handler;
use cors::axum::cors;

#[debug_handler]
#[cors(origins = ["https://app.example.com"])]
async fn list() -> &'static str {
    "list"
}

fn main() {}
