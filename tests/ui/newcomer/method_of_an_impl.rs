//! A method.

extern crate facade as cors;

use cors::axum::cors;

struct Api;

impl Api {
    #[cors(origins = ["https://app.example.com"])]
    async fn list(&self) {}
}

fn main() {}
