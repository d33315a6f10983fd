//! A handler for axum under `#[cors::cors]`: the help suggests `#[cors::axum::cors]`.

extern crate facade as cors;

use axum::extract::Path;
use cors::cors;

#[cors(origins = ["https://app.example.com"])]
async fn show_user(Path(id): Path<u64>) -> String {
    id.to_string()
}

fn main() {
    let _ = show_user(Path(7));
}
