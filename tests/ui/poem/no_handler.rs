//! A function without poem's `#[handler]`, so it is not an endpoint.

extern crate facade as cors;

use cors::poem::cors;

#[cors(origins = ["https://app.example.com"])]
async fn show_user() -> &'static str {
    "user"
}

fn main() {
    let _ = show_user::policy();
}
