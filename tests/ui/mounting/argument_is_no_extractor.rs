//! An argument that is not an extractor: the error is axum's, at the type of the argument.

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, get};

#[cors(origins = ["https://app.example.com"])]
async fn handler(id: u64) -> &'static str {
    {
        let _ = id;
        "hello"
    }
}

fn main() {
    let _: Router = Router::new().route("/", get(handler).into());
}
