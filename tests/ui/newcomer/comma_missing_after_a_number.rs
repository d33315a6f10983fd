//! A comma is missing after a number.

extern crate facade as cors;

use cors::axum::cors;

#[cors(max_age = 600 origins = ["https://app.example.com"])]
async fn list() {}

fn main() {}
