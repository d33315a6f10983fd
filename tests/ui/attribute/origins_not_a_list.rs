//! One string with several origins instead of a list of strings.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = "https://app.example.com, https://b.example.com/")]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
