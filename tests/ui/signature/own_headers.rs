//! What the handler sets under our names is replaced.

#![deny(deprecated)]

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, get};

#[cors(origins = ["https://app.example.com"])]
async fn handler() -> impl axum::response::IntoResponse {
    ([("Access-Control-Allow-Origin", "*")], "hello")
}

fn main() {
    let _: Router = Router::new().route("/", get(handler).into());
}
