//! A statement of the body is still missing its end.

extern crate facade as cors;

use axum::Router;
use cors::axum::{cors, post};

#[cors(origins = ["https://app.example.com"])]
async fn save() -> String {
    let id = 
}

fn main() {
    let _: Router = Router::new().route("/", post(save).into());
}
