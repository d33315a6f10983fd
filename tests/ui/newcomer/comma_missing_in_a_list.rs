//! A comma is missing in a list.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com" "https://b.example.com"])]
async fn list() {}

fn main() {}
