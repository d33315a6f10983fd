//! The name of the response header as a key.

extern crate facade as cors;

use cors::axum::cors;

#[cors(access_control_allow_origin = ["https://app.example.com"])]
async fn list() {}

fn main() {}
