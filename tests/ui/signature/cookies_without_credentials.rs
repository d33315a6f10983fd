//! A handler that reads cookies under a policy without `credentials`.

#![deny(deprecated)]

extern crate facade as cors;

use cors::axum::cors;

pub struct CookieJar;

#[cors(origins = ["https://app.example.com"])]
async fn handler(_: CookieJar) {}

fn main() {
    drop(handler(CookieJar));
}
