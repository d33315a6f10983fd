//! An IPv4 address in a short form, which browsers send as four numbers.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://127.1:8080"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
