//! A reflected request origin with `credentials`, which would allow every website.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["mirror"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
