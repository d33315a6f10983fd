//! A Cyrillic letter in the host that looks like a Latin letter.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://аpple.example"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
