//! A handler without a route attribute, so its path and method are unknown.

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
