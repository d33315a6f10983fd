//! `methods` on a handler whose route specifies the method.

extern crate facade as cors;

use cors::poem::{cors, put};
use poem::{Route, handler};

#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
#[handler]
async fn update_user() -> &'static str {
    "user"
}

fn main() {
    let _ = Route::new().at("/users", put(update_user));
}
