//! A constant as an origin: the attribute sees only the name of the constant, not the value.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

const ORIGIN: &str = "https://app.example.com";

#[cors(origins = [ORIGIN])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = ORIGIN;
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
