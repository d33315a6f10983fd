//! An annotated handler in `axum::routing::get`, a route that would not handle preflights.

extern crate facade as cors;

use axum::Router;
use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
async fn handler() -> &'static str {
    "hello"
}

fn main() {
    let _: Router = Router::new().route("/", axum::routing::get(handler));
}
