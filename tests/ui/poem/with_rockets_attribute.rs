//! A poem handler with the attribute for Rocket.

extern crate facade as cors;

use cors::rocket::cors;
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
