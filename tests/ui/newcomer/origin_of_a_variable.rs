//! An environment variable, which is known at run time only.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = [std::env::var("ORIGIN").unwrap()])]
async fn list() {}

fn main() {}
