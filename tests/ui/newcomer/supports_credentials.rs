//! The word of actix-cors and of rocket_cors for `credentials`.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], supports_credentials)]
async fn list() {}

fn main() {}
