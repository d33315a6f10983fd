//! A host that ends in a number, but is not an IPv4 address.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://1.2.3.256"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
