//! A call of an annotated handler without `.await`, which does nothing.

#![deny(unused_must_use)]
extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
async fn handler() {}

fn main() {
    handler();
}
