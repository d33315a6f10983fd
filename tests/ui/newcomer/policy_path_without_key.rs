//! The path of a policy without its key.

extern crate facade as cors;

use cors::axum::cors;

mod policies {
    pub(super) static API: facade::Policy = facade::policy! { origins = ["https://app.example.com"] };
}

#[cors(policies::API)]
async fn list() {}

fn main() {}
