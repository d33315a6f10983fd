//! A `vec!` for a list.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = vec!["https://app.example.com"])]
async fn list() {}

fn main() {}
