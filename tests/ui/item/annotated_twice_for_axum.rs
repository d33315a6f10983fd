//! Two policies for axum, the second under another name.

extern crate facade as cors;

use cors::axum::{cors, cors as c};

#[cors(origins = ["https://app.example.com"])]
#[c(origins = ["https://other.example.com"], credentials)]
async fn show() {}

fn main() {}
