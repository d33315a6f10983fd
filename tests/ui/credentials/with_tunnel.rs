//! The host of a tunnel with `credentials`: another user of the service can get the name later.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://my-app.ngrok.io"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
