//! Single quotes, as in JavaScript.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ['*'])]
async fn list() {}

fn main() {}
