//! A host that is not ASCII, which browsers send in punycode.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://bücher.example"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
