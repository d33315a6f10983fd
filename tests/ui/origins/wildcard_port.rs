//! A wildcard that replaces only a part of the port: the only pattern for ports is `:*`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://localhost:30*"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
