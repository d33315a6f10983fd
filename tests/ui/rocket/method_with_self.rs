//! A method with `self` as a handler: an `impl` block cannot contain the type that the route generates.

extern crate facade as cors;

use cors::rocket::cors;

struct Users;

impl Users {
    #[cors(origins = ["https://app.example.com"])]
    #[rocket::get("/users/<id>")]
    fn show_user(&self, id: u64) -> String {
        format!("user {id}")
    }
}

fn main() {
    let _ = Users.show_user(7);
}
