//! actix-web's `Json` requires `content-type` too.

#![deny(deprecated)]

extern crate facade as cors;

use actix_web::{post, web};
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"])]
#[post("/users")]
async fn handler(name: web::Json<String>) -> String {
    name.into_inner()
}

fn main() {
    let _ = handler::policy();
}
