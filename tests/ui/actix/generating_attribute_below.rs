//! An attribute that generates items next to the handler, below `#[cors]`. It is not put on the type
//! that `.service` takes.

extern crate facade as cors;

use actix_web::{App, get};
use cors::actix::cors;

/// Stands in for the crate `utoipa`: its attribute takes functions only.
mod utoipa {
    #[allow(unused_imports)]
    pub(super) use axum::debug_handler as path;
}

#[cors(origins = ["https://app.example.com"])]
#[utoipa::path]
#[get("/")]
async fn list() -> &'static str {
    "list"
}

fn main() {
    let _ = App::new().service(list);
}
