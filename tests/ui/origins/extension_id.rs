//! An invalid id of a browser extension: the ids have 32 letters from `a` to `p`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["chrome-extension://short"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
