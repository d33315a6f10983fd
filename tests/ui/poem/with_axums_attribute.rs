//! A poem handler with the attribute for axum.

extern crate facade as cors;

use cors::axum::cors;
use poem::handler;
use poem::web::Path;

#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn show_user(Path(id): Path<u64>) -> String {
    format!("user {id}")
}

fn main() {
    let _ = show_user::policy();
}
