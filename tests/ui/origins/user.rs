//! An origin with a user name and a password, which browsers never send.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://user:password@app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
