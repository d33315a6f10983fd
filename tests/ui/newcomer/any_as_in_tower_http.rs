//! The type `Any` of tower-http.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = Any)]
async fn list() {}

fn main() {}
