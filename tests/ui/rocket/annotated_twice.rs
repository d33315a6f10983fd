//! Two policies, the second under another name.

extern crate facade as cors;

use cors::rocket::{cors, cors as c};
use rocket::get;

#[cors(origins = ["https://app.example.com"])]
#[c(origins = ["https://other.example.com"], credentials)]
#[get("/")]
fn show() -> &'static str {
    "show"
}

fn main() {}
