//! Rocket names the argument, at the user's own tokens.

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
