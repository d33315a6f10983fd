//! A response body without `Default`, although preflight responses need an empty body.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

pub struct Body(u64);

#[cors(origins = ["https://app.example.com"])]
fn handler(_: Request<()>) -> Response<Body> {
    Response::new(Body(7))
}

fn main() {
    let _ = handler(Request::new(())).body().0;
}
