//! A policy without `origins`, so the other keys would have no effect.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(credentials, headers = ["content-type"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
