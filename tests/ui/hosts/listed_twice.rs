//! A host listed twice, probably instead of another host.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = [], enforce, hosts = ["api.example.com", "api.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
