//! An annotated handler where a plain one belongs: `CorsMethodRouter::any` takes it.

extern crate facade as cors;

use axum::routing::MethodRouter;
use cors::axum::{cors, get};

#[cors(origins = ["https://app.example.com"])]
async fn read() -> &'static str {
    "text"
}

#[cors(origins = ["https://app.example.com"])]
async fn other_methods() -> &'static str {
    "use GET"
}

fn main() {
    let _: MethodRouter = get(read).fallback(other_methods).into();
}
