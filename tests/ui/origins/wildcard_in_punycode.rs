//! A wildcard within a label in Punycode, which encodes the label as a whole.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://xn--bcher-*.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
