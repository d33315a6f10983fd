//! Two policies, for two frameworks.

extern crate facade as cors;

use cors::cors as plain;
use cors::axum::cors as axum_cors;
use http::{Request, Response};

#[axum_cors(origins = ["https://app.example.com"])]
#[plain(origins = ["https://other.example.com"], credentials)]
async fn show(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {}
