//! The example in the documentation of `Routes::typed_get`.

use axum::Router;
use axum_extra::routing::{RouterExt, TypedPath};
use cors::axum::{Routes, cors};
use serde::Deserialize;

#[derive(TypedPath, Deserialize)]
#[typed_path("/notes/{id}")]
struct NotePath {
    id: u64,
}

#[derive(TypedPath)]
#[typed_path("/health")]
struct HealthPath;

#[cors(origins = ["*"])]
async fn show(NotePath { id }: NotePath) -> String {
    format!("note {id}")
}

#[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
async fn save(path: NotePath, text: String) -> String {
    format!("{path} is {text}")
}

async fn health(_: HealthPath) -> &'static str {
    "ok"
}

pub fn app() -> Router {
    Router::new()
        .merge(Routes::new().typed_get(show).typed_put(save))
        .typed_get(health)
}
