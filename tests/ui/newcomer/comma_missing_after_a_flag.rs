//! A comma is missing after a flag.

extern crate facade as cors;

use cors::axum::cors;

#[cors(credentials origins = ["https://app.example.com"])]
async fn list() {}

fn main() {}
