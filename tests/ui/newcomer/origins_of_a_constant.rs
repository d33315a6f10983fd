//! A list that is a constant.

extern crate facade as cors;

use cors::axum::cors;

const ORIGINS: [&str; 1] = ["https://app.example.com"];

#[cors(origins = ORIGINS)]
async fn list() {}

fn main() {}
