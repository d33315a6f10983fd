//! `Router::route` takes axum's own method router.

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, get};

#[cors(origins = ["https://app.example.com"])]
async fn list() {}

fn main() {
    let _: Router = Router::new().route("/", get(list));
}
