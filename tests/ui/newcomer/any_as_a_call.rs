//! A constructor of tower-http.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = AllowOrigin::any())]
async fn list() {}

fn main() {}
