//! Whoever writes this wants none, and is not told to write `credentials`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app.example.com"], credentials = "omit")]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
