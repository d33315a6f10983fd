//! An IPv6 address that is not in the shortest form, which browsers send.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://[0:0:0:0:0:0:0:1]:8080"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
