//! A method, which cannot be a handler.

extern crate facade as cors;

use cors::poem::cors;
use poem::handler;

struct Users;

impl Users {
    #[cors(origins = ["https://app.example.com"])]
    #[handler]
    async fn show_user(&self) -> &'static str {
        "user"
    }
}

fn main() {
    drop(Users.show_user());
}
