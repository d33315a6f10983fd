//! A custom scheme, which only apps and browser extensions can send.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["capacitor://localhost"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
