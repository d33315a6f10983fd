//! A handler for actix-web that is not `async`.

extern crate facade as cors;

use actix_web::{App, get};
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"])]
#[get("/notes")]
fn notes() -> &'static str {
    "notes"
}

fn main() {
    let _ = App::new().service(notes);
}
