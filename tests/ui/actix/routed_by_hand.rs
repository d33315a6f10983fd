//! An annotated handler in `web::get().to(…)`, a route that would not handle preflights.

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
