//! Browsers send no cookies to everybody's API.

#![deny(deprecated)]

extern crate facade as cors;

use cors::axum::cors;

pub struct CookieJar;

#[cors(origins = ["*"])]
async fn handler(_: CookieJar) {}

fn main() {
    drop(handler(CookieJar));
}
