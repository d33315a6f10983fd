//! A placeholder in an origin, which is never filled in.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://${HOST}"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
