//! A pattern within a label that another pattern covers.

#![deny(deprecated)]

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app-*.vercel.app", "https://app-*-team.vercel.app"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
