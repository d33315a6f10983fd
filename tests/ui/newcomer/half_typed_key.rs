//! A key is being typed.

extern crate facade as cors;

use cors::axum::cors;

#[cors(orig)]
async fn list() {}

fn main() {}
