//! Eight mistakes in one attribute: eight errors, each at its literal, and none about the handler.

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, get};

#[cors(
    origins = ["https://app.example.com/", "HTTPS://b.example.com", "*"],
    credentials,
    headers = ["Cookie", "x-a, x-b"],
    expose = ["etag", "ETag"],
    max_age = 3_600_000,
    allow_methods = ["PUT"],
)]
async fn handler() -> &'static str {
    "hello"
}

fn main() {
    let _: Router = Router::new().route("/", get(handler).into());
}
