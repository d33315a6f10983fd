//! A range of ports, which is not supported: each port is a separate origin.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://app.example.com:[3000-3010]"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
