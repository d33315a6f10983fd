//! An attribute that generates items next to the handler, below `#[cors]`.

extern crate facade as cors;

use cors::axum::cors;

/// Stands in for the crate `utoipa`: its attribute returns the function.
mod utoipa {
    pub(super) use facade::__private::rocket::routed as path;
}

#[cors(origins = ["https://app.example.com"])]
#[utoipa::path("/")]
async fn list() {}

fn main() {}
