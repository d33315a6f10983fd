//! An extractor of cookies under a policy without credentials.

#![deny(deprecated)]
extern crate facade as cors;

use cors::poem::{cors, get};
use poem::web::cookie::CookieJar;
use poem::{Route, handler};

#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn show_user(cookies: &CookieJar) -> String {
    cookies.get("user").map(|cookie| cookie.to_string()).unwrap_or_default()
}

fn main() {
    let _ = Route::new().at("/user", get(show_user));
}
