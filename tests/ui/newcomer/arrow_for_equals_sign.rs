//! An arrow, as in a `match`.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins => ["https://app.example.com"])]
async fn list() {}

fn main() {}
