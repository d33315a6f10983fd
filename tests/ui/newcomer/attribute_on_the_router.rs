//! The attribute on the function that builds the router.

extern crate facade as cors;

use axum::Router;
use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
fn app() -> Router {
    Router::new()
}

fn main() {}
