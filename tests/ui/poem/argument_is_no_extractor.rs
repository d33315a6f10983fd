//! An argument that is not an extractor: the error is poem's, at the type of the argument.

extern crate facade as cors;

use cors::poem::{cors, get};
use poem::{Route, handler};

#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn show_user(id: u64) -> String {
    format!("user {id}")
}

fn main() {
    let _ = Route::new().at("/users", get(show_user));
}
