//! A regular expression as an origin, which is not supported.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = [r"https://.*\.example\.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
