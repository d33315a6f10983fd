//! A host name in brackets, which are for IPv6 addresses.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://[app.example.com]"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
