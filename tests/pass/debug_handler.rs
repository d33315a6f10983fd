//! `#[debug_handler]` below `#[cors]`, as the documentation recommends.

#![deny(warnings)]
#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use axum::extract::{Path, State};
use axum::{Json, Router, debug_handler};
use cors::axum::{cors, get};

#[derive(Clone)]
struct App;

#[cors(origins = ["https://app.example.com"])]
#[debug_handler]
async fn list() -> &'static str {
    "list"
}

#[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
#[debug_handler(state = App)]
async fn save(Path(id): Path<u64>, State(App): State<App>, Json(name): Json<String>) -> String {
    format!("{id} {name}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let _: Router = Router::new()
        .route("/{id}", get(list).put(save).into())
        .with_state(App);
    assert_eq!(list().await, "list");
    assert_eq!(save(Path(1), State(App), Json("a".to_owned())).await, "1 a");
}
