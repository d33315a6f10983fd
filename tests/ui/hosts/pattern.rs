//! A pattern in `hosts`, which takes only whole hosts.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = [], enforce, hosts = ["api-*.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
