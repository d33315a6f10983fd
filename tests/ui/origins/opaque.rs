//! Such pages have the origin `null`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["file:///index.html"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
