//! A comma is missing after a list.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"] credentials)]
async fn list() {}

fn main() {}
