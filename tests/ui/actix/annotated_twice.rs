//! Two policies, the second under another name.

extern crate facade as cors;

use actix_web::get;
use cors::actix::{cors, cors as c};

#[cors(origins = ["https://app.example.com"])]
#[c(origins = ["https://other.example.com"], credentials)]
#[get("/")]
async fn show() -> &'static str {
    "show"
}

fn main() {}
