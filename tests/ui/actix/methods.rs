//! The key `methods` on a handler with a route attribute, which already specifies the method.

extern crate facade as cors;

use actix_web::{App, put};
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
#[put("/notes")]
async fn write() -> &'static str {
    "written"
}

fn main() {
    let _ = App::new().service(write);
}
