//! The constructor of other libraries that allows everything.

extern crate facade as cors;

use cors::axum::cors;

#[cors(permissive)]
async fn list() {}

fn main() {}
