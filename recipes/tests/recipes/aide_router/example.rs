//! The example in the documentation of `cors::axum::aide`.

use aide::axum::ApiRouter;
use aide::openapi::OpenApi;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::{Json, Router};
use cors::axum::{aide::get, cors};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, JsonSchema)]
struct Note {
    text: String,
}

#[cors(origins = ["*"])]
async fn show() -> Json<Note> {
    let text = "a note".to_owned();
    Json(Note { text })
}

#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
async fn save(Json(note): Json<Note>) -> String {
    note.text
}

async fn signed_in(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.headers().contains_key("cookie") {
        Ok(next.run(request).await)
    } else {
        Err(StatusCode::UNAUTHORIZED)
    }
}

async fn health(Path(_): Path<u64>) -> &'static str {
    "ok"
}

pub fn app(api: &mut OpenApi) -> Router {
    let note = get(show)
        .put_with(save, |operation| operation.summary("Saves a note"))
        .layer(from_fn(signed_in));
    ApiRouter::new()
        .api_route("/note", note.into())
        .api_route("/health/{id}", aide::axum::routing::get(health))
        .finish_api(api)
}
