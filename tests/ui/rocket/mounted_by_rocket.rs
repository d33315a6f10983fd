//! An annotated handler in `rocket::routes!`, a route that would not handle preflights.

extern crate facade as cors;

mod users {
    use cors::rocket::cors;
    use rocket::get;

    #[cors(origins = ["https://app.example.com"], credentials)]
    #[get("/users/<id>")]
    pub fn show_user(id: u64) -> String {
        format!("user {id}")
    }
}

fn main() {
    let _ = rocket::build().mount("/", rocket::routes![users::show_user]);
}
