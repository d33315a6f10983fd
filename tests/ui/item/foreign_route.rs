//! A route attribute of another framework, which registers the handler without the policy.

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, get};

#[cors(origins = ["https://app.example.com"])]
#[get("/users")]
async fn handler() -> &'static str {
    "hello"
}

fn main() {
    let _: Router = Router::new().route("/", get(handler).into());
}
