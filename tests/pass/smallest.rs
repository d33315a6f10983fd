//! The smallest policy: one origin and no other key.

#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    assert!(handler::policy().allows(b"https://app.example.com"));
    assert!(handler(Request::new(())).headers().contains_key("vary"));
}
