//! A key that nobody reads would be a different policy.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(allow_origins = ["https://app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
