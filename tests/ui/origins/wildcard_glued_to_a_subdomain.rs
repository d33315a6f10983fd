//! A wildcard that lacks its dot, before a subdomain.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://*app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
