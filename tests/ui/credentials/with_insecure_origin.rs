//! An `http` origin with `credentials`: anyone on the network can act as the signed-in user.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://app.example.com:8080"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
