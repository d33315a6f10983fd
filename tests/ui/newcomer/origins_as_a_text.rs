//! One text with commas.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = "https://a.example.com, https://b.example.com")]
async fn list() {}

fn main() {}
