//! An argument that is not a request guard: the error is Rocket's, at the type of the argument.

extern crate facade as cors;

use cors::rocket::{cors, routes};
use rocket::get;

struct Session;

#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/users/<id>")]
fn show_user(id: u64, _session: Session) -> String {
    format!("user {id}")
}

fn main() {
    let _ = rocket::build().attach(routes![show_user].at("/"));
}
