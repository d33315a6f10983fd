//! actix-web's attribute is gone when `#[cors]` is asked.

extern crate facade as cors;

use actix_web::{App, get};
use cors::actix::cors;

#[get("/notes")]
#[cors(origins = ["https://app.example.com"])]
async fn notes() -> &'static str {
    "notes"
}

fn main() {
    let _ = App::new().service(notes);
}
