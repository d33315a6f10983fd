//! The attribute on the function that builds the application.

extern crate facade as cors;

use cors::poem::cors;
use poem::Route;

#[cors(origins = ["https://app.example.com"])]
fn app() -> Route {
    Route::new()
}

fn main() {
    let _ = app();
}
