//! The argument of a generic type is still missing. The handler is mounted already.

extern crate facade as cors;

use axum::Router;
use axum::extract::Path;
use cors::axum::{cors, post};

#[cors(origins = ["https://app.example.com"])]
pub(crate) async fn save(Path(id): Path<) -> String {
    id
}

fn main() {
    let _: Router = Router::new().route("/", post(save).into());
}
