//! A `#[cors]` below Rocket's route attribute, which is already removed when `#[cors]` expands.

extern crate facade as cors;

use cors::rocket::{cors, routes};
use rocket::get;

#[get("/users/<id>")]
#[cors(origins = ["https://app.example.com"])]
fn show_user(id: u64) -> String {
    format!("user {id}")
}

fn main() {
    let _ = rocket::build().attach(routes![show_user].at("/"));
    let _ = show_user::policy();
}
