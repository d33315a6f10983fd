//! The type of an argument of a Rocket handler is still missing.

extern crate facade as cors;

use cors::rocket::{cors, routes};
use rocket::get;

#[cors(origins = ["https://app.example.com"])]
#[get("/<id>")]
async fn show(id: ) -> String {
    id
}

fn main() {
    let _ = rocket::build().attach(routes![show].at("/"));
}
