//! Preview deployments with `enforce`, which protects from forms with cookies, whatever `credentials` is.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app-*-team.vercel.app"], enforce)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
