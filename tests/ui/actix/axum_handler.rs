//! A handler with extractors of axum under the attribute for actix-web.

extern crate facade as cors;

use axum::extract::{Json, State};
use axum::routing::get;
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
async fn rename(State(app): State<&'static str>, Json(name): Json<String>) -> String {
    format!("{app} {name}")
}

fn main() {
    let _: axum::Router = axum::Router::new().route("/name", get("no CORS")).with_state("app");
    let _ = rename::policy();
}
