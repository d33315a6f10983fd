//! An unknown parameter of the route attribute: Rocket's own error is the only one.

extern crate facade as cors;

use cors::rocket::{cors, routes};
use rocket::get;

#[cors(origins = ["https://app.example.com"])]
#[get("/users/<id>", ranks = 2)]
fn show_user(id: u64) -> String {
    format!("user {id}")
}

fn main() {
    let _ = rocket::build().attach(routes![show_user].at("/"));
    let _ = show_user::policy();
}
