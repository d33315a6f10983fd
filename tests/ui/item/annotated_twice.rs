//! Two `#[cors]` on one handler: browsers block two `Access-Control-Allow-Origin` headers.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app.example.com"])]
#[cors(origins = ["https://other.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
