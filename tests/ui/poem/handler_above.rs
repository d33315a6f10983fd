//! A `#[cors]` below poem's `#[handler]`, which is already removed when `#[cors]` expands.

extern crate facade as cors;

use cors::poem::{cors, get};
use poem::web::Path;
use poem::{Route, handler};

#[handler]
#[cors(origins = ["https://app.example.com"])]
async fn show_user(Path(id): Path<u64>) -> String {
    format!("user {id}")
}

fn main() {
    let _ = Route::new().at("/users/:id", get(show_user));
    let _ = show_user::policy();
}
