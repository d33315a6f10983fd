//! A closure has no place for an attribute.

extern crate facade as cors;

use axum::Router;
use cors::axum::get;

fn main() {
    let _: Router = Router::new().route("/", get(|| async { "closure" }).into());
}
