//! A macro call as an origin: the attribute sees only the tokens of the call, not the value.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = [env!("ORIGIN")])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
