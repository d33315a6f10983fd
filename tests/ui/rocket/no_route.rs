//! Nothing says which requests are the handler's.

extern crate facade as cors;

use cors::rocket::{cors, routes};

#[cors(origins = ["https://app.example.com"])]
async fn show_user(id: u64) -> String {
    format!("user {id}")
}

fn main() {
    let _ = rocket::build().attach(routes![show_user].at("/"));
    let _ = show_user::policy();
}
