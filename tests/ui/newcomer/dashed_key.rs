//! A key with a dash, as in the name of the header.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], max-age = 600)]
async fn list() {}

fn main() {}
