//! A wildcard in place of the id of a browser extension.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["chrome-extension://*"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
