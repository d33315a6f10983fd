//! A handler that is an `unsafe fn`: Rocket cannot uphold the safety requirements of the function.

extern crate facade as cors;

use cors::rocket::{cors, routes};

#[cors(origins = ["https://app.example.com"])]
#[rocket::get("/users/<id>")]
unsafe fn show_user(id: u64) -> String {
    format!("user {id}")
}

fn main() {
    let _ = rocket::build().attach(routes![show_user].at("/"));
}
