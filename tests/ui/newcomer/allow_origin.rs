//! The word of tower-http for `origins`.

extern crate facade as cors;

use cors::axum::cors;

#[cors(allow_origin = "https://app.example.com")]
async fn list() {}

fn main() {}
