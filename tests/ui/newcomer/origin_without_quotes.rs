//! An origin without quotes is no text, and `//` starts a comment.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = [https://app.example.com]
)]
async fn list() {}

fn main() {}
