//! Two policies, the second through a re-export.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

mod web {
    pub(super) use facade::cors as allow;
}

#[cors(origins = ["https://app.example.com"])]
#[web::allow(origins = ["https://other.example.com"], credentials)]
fn show(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {}
