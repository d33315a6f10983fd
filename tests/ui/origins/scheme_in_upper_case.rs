//! A scheme in upper case, which browsers send in lower case.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["HTTPS://app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
