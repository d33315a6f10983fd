//! An origin `*` with `credentials`: browsers block such responses.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["*"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
