//! The origin `null` with `credentials`: sandboxed pages of every website send `null`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["null"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
