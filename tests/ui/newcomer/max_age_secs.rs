//! The unit in the name of the key.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], max_age_secs = 600)]
async fn list() {}

fn main() {}
