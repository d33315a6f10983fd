//! A CORS header that the handler sets, which the policy replaces.

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
