//! A handler without a policy in `cors::axum::get`.

extern crate facade as cors;

use axum::Router;
use cors::axum::get;

async fn handler() -> &'static str {
    "hello"
}

fn main() {
    let _: Router = Router::new().route("/", get(handler).into());
}
