//! Hosts without a scheme, which are not origins.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["localhost:3000", "app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
