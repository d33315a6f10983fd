//! A route attribute of another framework on a poem handler.

extern crate facade as cors;

use actix_web::get;
use cors::poem::cors;

#[cors(origins = ["https://app.example.com"])]
#[get("/users")]
async fn show_user() -> &'static str {
    "user"
}

fn main() {
    let _ = show_user::policy();
}
