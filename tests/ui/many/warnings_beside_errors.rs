//! An invalid origin, and two values with warnings, in one attribute.

#![deny(deprecated)]

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://0.0.0.0:8080", "https://app.example.com/"], max_age = 7_201)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
