//! The host is still missing.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://"])]
async fn list() {}

fn main() {}
