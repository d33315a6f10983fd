//! A handler without a route attribute, so its path and method are unknown.

extern crate facade as cors;

use actix_web::App;
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"])]
async fn notes() -> &'static str {
    "notes"
}

fn main() {
    let _ = App::new().service(notes);
}
