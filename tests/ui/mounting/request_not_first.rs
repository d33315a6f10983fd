//! An argument before the request, which must be the first argument.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app.example.com"])]
fn handler(_: u64, _: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(7, Request::new(()));
}
