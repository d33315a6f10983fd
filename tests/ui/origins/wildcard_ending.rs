//! A wildcard in place of a top-level domain: anyone can register such a domain.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://example.*"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
