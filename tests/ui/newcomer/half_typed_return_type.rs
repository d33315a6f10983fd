//! The return type is still missing. The handler is mounted already.

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, post};

#[cors(origins = ["https://app.example.com"])]
async fn save() -> {
    7
}

fn main() {
    let _: Router = Router::new().route("/", post(save).into());
}
