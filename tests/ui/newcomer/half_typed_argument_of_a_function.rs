//! The type of an argument of a plain function is still missing.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://app.example.com"])]
fn show(request: Request<()>, id: ) -> Response<()> {
    Response::new(())
}

fn main() {}
