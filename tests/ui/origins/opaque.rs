//! A `file` URL as an origin: browsers send `Origin: null` for such pages.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["file:///index.html"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
