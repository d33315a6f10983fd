//! The policy is written elsewhere, and does not list `content-type` either.

#![deny(deprecated)]

extern crate facade as cors;

use axum::Json;
use cors::Policy;
use cors::axum::cors;

static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    headers = ["x-request-id"],
};

#[cors(policy = API)]
async fn handler(Json(name): Json<String>) -> String {
    name
}

fn main() {
    drop(handler(Json(String::new())));
}
