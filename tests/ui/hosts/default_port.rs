//! A host with the default port, which browsers omit from `Host`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = [], enforce, hosts = ["api.example.com:443", "localhost:*"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
