//! Preview deployments of an own domain with `credentials`: they run unreviewed code.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://pr-*.example.com"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
