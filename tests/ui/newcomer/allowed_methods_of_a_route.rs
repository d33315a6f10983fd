//! The word of other libraries for `methods`, which a route replaces.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], allowed_methods = ["PUT"])]
async fn list() {}

fn main() {}
