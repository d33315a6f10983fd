//! A hatch that nothing needs stays open for what comes later.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app.example.com"], credentials, dangerously_allow = [insecure_origins])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
