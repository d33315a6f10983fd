//! A named policy in quotes instead of as a path.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(policy = "API")]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
