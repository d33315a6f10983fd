//! The key `enforce` in a policy that allows every origin, so no request would get a 403.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["*"], enforce)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
