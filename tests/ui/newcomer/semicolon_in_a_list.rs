//! Elements are separated by a semicolon.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"; "https://b.example.com"])]
async fn list() {}

fn main() {}
