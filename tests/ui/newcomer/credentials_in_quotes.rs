//! A text for a flag.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], credentials = "include")]
async fn list() {}

fn main() {}
