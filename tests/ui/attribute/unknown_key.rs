//! An unknown key that resembles a known one: the help suggests the known key.

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
