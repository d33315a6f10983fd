//! Nobody may call it for a request.

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
