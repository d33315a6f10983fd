//! Anybody can register a name under it.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://*.github.io"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
