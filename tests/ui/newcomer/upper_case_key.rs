//! A key in upper case.

extern crate facade as cors;

use cors::axum::cors;

#[cors(ORIGINS = ["https://app.example.com"])]
async fn list() {}

fn main() {}
