//! An invalid policy, which is the only error: the handler is expanded and registered nevertheless.

extern crate facade as cors;

use actix_web::{App, get};
use cors::actix::cors;

#[cors(origins = ["https://app.example.com/"])]
#[get("/notes")]
async fn notes() -> &'static str {
    "notes"
}

fn main() {
    let _ = App::new().service(notes);
    let _ = notes::policy();
}
