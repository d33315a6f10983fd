//! The type of an argument of an actix-web handler is still missing.

extern crate facade as cors;

use actix_web::{App, get};
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"])]
#[get("/{id}")]
async fn show(id: ) -> String {
    id
}

fn main() {
    let _ = App::new().service(show);
}
