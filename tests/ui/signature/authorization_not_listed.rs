//! A page cannot send `Authorization` without asking for it.

#![deny(deprecated)]

extern crate facade as cors;

use cors::axum::cors;

pub struct TypedHeader<T>(T);
pub struct Authorization<T>(T);
pub struct Bearer;

#[cors(origins = ["https://app.example.com"])]
async fn handler(TypedHeader(token): TypedHeader<Authorization<Bearer>>) {
    let _ = token.0;
}

fn main() {
    drop(handler(TypedHeader(Authorization(Bearer))));
}
