//! An annotated handler in `Router::fallback`, which would not handle the preflights of unknown paths.

extern crate facade as cors;

use axum::Router;
use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
async fn not_found() -> &'static str {
    "no such page"
}

fn main() {
    let _: Router = Router::new().fallback(not_found);
}
