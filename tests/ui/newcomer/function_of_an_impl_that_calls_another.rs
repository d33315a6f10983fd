//! A handler in an `impl` block: `Self` in the body shows it.

extern crate facade as cors;

use cors::axum::cors;

struct Api;

impl Api {
    fn count() -> String {
        String::new()
    }

    #[cors(origins = ["https://app.example.com"])]
    async fn list() -> String {
        Self::count()
    }
}

fn main() {}
