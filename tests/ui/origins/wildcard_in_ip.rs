//! A wildcard in an IP address, which has no subdomains.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://192.168.0.*"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
