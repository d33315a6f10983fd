//! The value is still missing.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins =)]
async fn list() {}

fn main() {}
