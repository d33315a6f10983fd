//! A handler that redirects: browsers send `Origin: null` after a redirect to another origin.

#![deny(deprecated)]

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, get};
use axum::response::Redirect;

#[cors(origins = ["https://app.example.com"])]
async fn handler() -> Redirect {
    Redirect::to("/elsewhere")
}

fn main() {
    let _: Router = Router::new().route("/", get(handler).into());
}
