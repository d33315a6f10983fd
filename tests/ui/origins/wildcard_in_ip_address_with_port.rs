//! A wildcard in an IP address with a port: each address is a separate origin.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://10.0.0.*:3000"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
