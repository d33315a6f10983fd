//! The origin of a browser extension without the option `custom_schemes`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["chrome-extension://abcdefghijklmnopabcdefghijklmnop"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
