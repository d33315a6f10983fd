//! A handler in an `impl` block that nothing in it shows.

extern crate facade as cors;

use cors::axum::cors;

struct Api;

impl Api {
    #[cors(origins = ["https://app.example.com"])]
    async fn list() {}
}

fn main() {}
