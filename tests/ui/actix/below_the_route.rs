//! A `#[cors]` below actix-web's route attribute, which is already removed when `#[cors]` expands.

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
