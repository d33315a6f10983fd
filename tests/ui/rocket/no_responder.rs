//! A return type that is not a responder: the error is Rocket's, at the return type.

extern crate facade as cors;

use cors::rocket::{cors, routes};
use rocket::get;

struct User;

#[cors(origins = ["https://app.example.com"])]
#[get("/users")]
async fn show_user() -> User {
    User
}

fn main() {
    let _ = rocket::build().attach(routes![show_user].at("/"));
}
