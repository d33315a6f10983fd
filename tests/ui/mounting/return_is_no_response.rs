//! A return type that is not a response: the error is axum's, at the return type.

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, get};

#[cors(origins = ["https://app.example.com"])]
async fn handler() -> u64 {
    7
}

fn main() {
    let _: Router = Router::new().route("/", get(handler).into());
}
