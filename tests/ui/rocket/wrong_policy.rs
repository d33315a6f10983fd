//! A policy with an invalid origin on a valid handler: the errors are only about the policy.

extern crate facade as cors;

use cors::rocket::{cors, routes};
use rocket::put;
use rocket::serde::json::Json;

#[cors(origins = ["https://app.example.com/"], credentials)]
#[put("/users/<id>", data = "<name>")]
fn update_user(id: u64, name: Json<String>) -> String {
    format!("user {id} is {}", *name)
}

fn main() {
    let _ = rocket::build().attach(routes![update_user].at("/"));
    let _ = rocket::uri!(update_user(7));
    let _ = update_user(7, Json(String::new()));
}
