//! Keys are separated by a semicolon, as fields of statements are.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"]; credentials)]
async fn list() {}

fn main() {}
