//! A name for every IP address.

#![deny(deprecated)]

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://*.nip.io"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
