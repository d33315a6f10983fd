//! A handler that is a `const fn`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app.example.com"])]
const fn handler(_: Request<()>) -> Response<()> {
    panic!()
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
