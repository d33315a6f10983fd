//! The attribute is missing.

extern crate facade as cors;

use axum::Router;
use cors::axum::get;

async fn list() {}

fn main() {
    let _: Router = Router::new().route("/", get(list).into());
}
