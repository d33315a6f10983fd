//! An IPv6 address with a zone, which browsers never send.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://[fe80::1%eth0]"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
