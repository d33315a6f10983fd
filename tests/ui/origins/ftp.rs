//! An `ftp` origin, which never matches: browsers do not open pages over FTP.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["ftp://app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
