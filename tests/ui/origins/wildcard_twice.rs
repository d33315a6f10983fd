//! A wildcard within the first label, and another one after it.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app-*.*.vercel.app"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
