//! A host with an upper-case letter, which browsers send in lower case.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://App.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
