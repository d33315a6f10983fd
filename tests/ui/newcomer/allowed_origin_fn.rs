//! A function that decides, as in actix-cors.

extern crate facade as cors;

use cors::axum::cors;

#[cors(allowed_origin_fn = is_allowed)]
async fn list() {}

fn main() {}
