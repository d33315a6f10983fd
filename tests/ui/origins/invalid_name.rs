//! A host under `.invalid`, a top-level domain in which no domain exists.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://api.invalid"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
