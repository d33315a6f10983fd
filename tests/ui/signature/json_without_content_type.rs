//! A handler that reads JSON, although the policy does not allow pages to send `content-type`.

#![deny(deprecated)]

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, get};
use axum::Json;

#[cors(origins = ["https://app.example.com"], headers = ["x-request-id"])]
async fn handler(Json(name): Json<String>) -> String {
    name
}

fn main() {
    let _: Router = Router::new().route("/", get(handler).into());
}
