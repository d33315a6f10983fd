//! A constant is not there yet when the attribute is judged.

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
