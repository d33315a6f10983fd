//! An annotated handler that is added to a path by axum, after the conversion that handles its preflights.

extern crate facade as cors;

use axum::routing::MethodRouter;
use cors::axum::{cors, get};

#[cors(origins = ["*"])]
async fn read() -> &'static str {
    "text"
}

#[cors(origins = ["https://app.example.com"])]
async fn write() {}

fn main() {
    let _: MethodRouter = MethodRouter::from(get(read)).post(write);
}
