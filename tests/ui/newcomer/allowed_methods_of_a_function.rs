//! The word of other libraries for `methods`.

extern crate facade as cors;

use cors::cors;

#[cors(origins = ["https://app.example.com"], allowed_methods = ["PUT"])]
fn show(_: http::Request<()>) -> http::Response<()> {
    http::Response::new(())
}

fn main() {}
