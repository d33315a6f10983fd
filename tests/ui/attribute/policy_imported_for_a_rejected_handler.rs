//! A handler that is rejected and the only one with a policy that is imported: the import is not unused.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};
use policies::API;

mod policies {
    pub(crate) static API: cors::Policy = cors::policy! { origins = ["https://app.example.com"] };
}

#[cors(policy = API, credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
