//! An annotated handler in `poem::get`, a route that would not handle preflights.

extern crate facade as cors;

use cors::poem::cors;
use poem::{Route, handler};

#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn show_user() -> &'static str {
    "user"
}

fn main() {
    let _ = Route::new().at("/users", poem::get(show_user));
}
