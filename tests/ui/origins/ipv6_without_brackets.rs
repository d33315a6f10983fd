//! An IPv6 address without brackets, which makes the port ambiguous.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://::1:8080"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
