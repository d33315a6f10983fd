//! A reference to an array.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = &["https://app.example.com"])]
async fn list() {}

fn main() {}
