//! The attribute on `main`, as one for the whole application.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
#[tokio::main]
async fn main() {}
