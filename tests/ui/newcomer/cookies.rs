//! Cookies are one part of `credentials`.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], cookies = true)]
async fn list() {}

fn main() {}
