//! A signature that is being typed: the compiler's error is the only one.

extern crate facade as cors;

use cors::poem::{cors, get};
use poem::web::Path;
use poem::{Route, handler};

#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn show_user(Path(id): ) -> String {
    format!("user {id}")
}

fn main() {
    let _ = Route::new().at("/users/:id", get(show_user));
    let _ = show_user::policy();
}
