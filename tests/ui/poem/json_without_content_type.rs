//! Extractors whose headers the policy does not list. poem's `Json` requires a content type.

#![deny(deprecated)]
extern crate facade as cors;

use cors::poem::{cors, put};
use poem::web::headers::Authorization;
use poem::web::headers::authorization::Bearer;
use poem::web::{Json, TypedHeader};
use poem::{Route, handler};

#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn update_user(token: TypedHeader<Authorization<Bearer>>, user: Json<String>) -> String {
    format!("{} {}", token.0.token(), user.0)
}

fn main() {
    let _ = Route::new().at("/users", put(update_user));
}
