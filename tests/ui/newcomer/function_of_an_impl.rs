//! A handler in an `impl` block: `Self` shows it.

extern crate facade as cors;

use axum::extract::State;
use cors::axum::cors;

struct Api;

impl Api {
    #[cors(origins = ["https://app.example.com"])]
    async fn list(State(api): State<Self>) {
        let _ = api;
    }
}

fn main() {}
