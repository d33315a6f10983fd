//! Keys in addition to `policy`, although a named policy is already complete.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

static API: cors::Policy = cors::policy! { origins = ["https://app.example.com"] };

#[cors(policy = API, credentials, max_age = 600)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
