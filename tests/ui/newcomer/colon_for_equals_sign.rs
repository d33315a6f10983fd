//! A colon, as in a struct or in JSON.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins: ["https://app.example.com"], credentials)]
async fn list() {}

fn main() {}
