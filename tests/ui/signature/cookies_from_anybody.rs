//! A handler that reads cookies, for any origin: browsers block responses to requests with cookies.

#![deny(deprecated)]

extern crate facade as cors;

use cors::axum::cors;

pub struct CookieJar;

#[cors(origins = ["*"])]
async fn handler(_: CookieJar) {}

fn main() {
    drop(handler(CookieJar));
}
