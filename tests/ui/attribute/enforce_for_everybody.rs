//! A lock that everybody has the key of.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["*"], enforce)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
