//! An attribute without a policy, which would allow no origin.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
