//! `#[debug_handler]` below `#[cors]` points at the body that is not the last argument.

extern crate facade as cors;

use axum::debug_handler;
use axum::http::Method;
use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
#[debug_handler]
async fn save(body: String, method: Method) -> String {
    format!("{method} {body}")
}

fn main() {}
