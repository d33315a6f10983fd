//! An option of `dangerously_allow` in quotes.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://app.example.com"], credentials, dangerously_allow = ["insecure_origins"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
