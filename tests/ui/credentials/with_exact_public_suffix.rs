//! An exact public suffix with `credentials`: the host serves the pages of every bucket.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://s3.eu-central-1.amazonaws.com"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
