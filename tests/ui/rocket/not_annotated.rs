//! A handler without a policy in `cors::rocket::routes!`.

extern crate facade as cors;

use rocket::get;

#[get("/users/<id>")]
fn show_user(id: u64) -> String {
    format!("user {id}")
}

fn main() {
    let _ = rocket::build().attach(cors::rocket::routes![show_user].at("/"));
}
