//! The origin of one installation of a browser extension: other users' browsers send a different origin.

#![deny(deprecated)]

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["moz-extension://0b8d1b0c-0a0b-4c0d-8e0f-001122334455"], dangerously_allow = [custom_schemes])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
