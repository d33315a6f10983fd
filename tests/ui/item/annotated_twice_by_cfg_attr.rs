//! Two policies, the second under a condition that holds.

extern crate facade as cors;

use cors::cors as c;
use http::{Request, Response};

#[c(origins = ["https://app.example.com"])]
#[cfg_attr(all(), c(policy = OTHER))]
fn show(_: Request<()>) -> Response<()> {
    Response::new(())
}

static OTHER: cors::Policy = cors::policy! { origins = ["https://other.example.com"] };

fn main() {}
