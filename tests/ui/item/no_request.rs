//! A handler without the request, whose `Origin` header determines the response.

extern crate facade as cors;

use cors::cors;
use http::Response;

#[cors(origins = ["https://app.example.com"])]
fn handler() -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler();
}
