//! The first origin is being typed.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = [https])]
async fn list() {}

fn main() {}
