//! A handler that reads `Authorization`, although the policy does not allow pages to send that header.

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
