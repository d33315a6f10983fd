//! The return type is named, by axum's own words.

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
