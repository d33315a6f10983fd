//! A route by hand has no preflight, so it does not take an annotated handler.

extern crate facade as cors;

use actix_web::{App, get, web};
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"])]
#[get("/notes")]
async fn notes() -> &'static str {
    "notes"
}

fn main() {
    let _ = App::new().route("/notes", web::get().to(notes));
}
