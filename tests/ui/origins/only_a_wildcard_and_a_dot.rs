//! A pattern without a domain after `*.`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://*."])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
