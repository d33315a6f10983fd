//! An unsafe function: no error but that of the attribute.

extern crate facade as cors;

use cors::poem::{cors, get};
use poem::{Route, handler};

#[cors(origins = ["https://app.example.com"])]
#[handler]
async unsafe fn show_user() -> &'static str {
    "user"
}

fn main() {
    let _ = Route::new().at("/users", get(show_user));
    let _ = show_user::policy();
}
