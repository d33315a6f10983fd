//! An endpoint without a policy in `cors::poem::get`.

extern crate facade as cors;

use cors::poem::get;
use poem::{Route, handler};

#[handler]
async fn show_user() -> &'static str {
    "user"
}

fn main() {
    let _ = Route::new().at("/users", get(show_user));
}
