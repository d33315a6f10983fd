//! A label that is not valid punycode.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://xn--a.example"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
