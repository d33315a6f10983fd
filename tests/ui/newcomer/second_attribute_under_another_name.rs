//! Two policies, the second under another name.

extern crate facade as cors;

use cors::cors as c;
use http::{Request, Response};

#[c(origins = ["https://app.example.com"], enforce)]
#[c(origins = ["https://other.example.com"], credentials)]
fn show(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {}
