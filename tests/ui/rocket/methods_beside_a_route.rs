//! The key `methods` on a handler with a route attribute, which already specifies the method.

extern crate facade as cors;

use cors::rocket::{cors, routes};
use rocket::put;

#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
#[put("/users/<id>")]
fn update_user(id: u64) -> String {
    format!("user {id}")
}

fn main() {
    let _ = rocket::build().attach(routes![update_user].at("/"));
}
