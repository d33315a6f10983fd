//! The type `Any` of tower-http with credentials: the help names no wider policy.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = Any, credentials)]
async fn list() {}

fn main() {}
