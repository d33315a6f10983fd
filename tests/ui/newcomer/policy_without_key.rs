//! The name of a policy without its key.

extern crate facade as cors;

use cors::axum::cors;

static API: cors::Policy = cors::policy! { origins = ["https://app.example.com"] };

#[cors(API)]
async fn list() {}

fn main() {}
