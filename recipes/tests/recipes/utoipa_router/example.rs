//! The example in the documentation of `cors::axum::utoipa::routes!`.

use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::{Json, Router};
use cors::axum::{cors, utoipa::routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

#[derive(Serialize, Deserialize, ToSchema)]
struct Note {
    text: String,
}

#[utoipa::path(get, path = "/notes/{id}", responses((status = 200, body = Note)))]
#[cors(origins = ["*"])]
async fn show(Path(id): Path<u64>) -> Json<Note> {
    let text = format!("note {id}");
    Json(Note { text })
}

#[utoipa::path(put, path = "/notes/{id}", request_body = Note)]
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
async fn save(Path(id): Path<u64>, Json(note): Json<Note>) -> String {
    format!("{id} is {}", note.text)
}

async fn signed_in(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.headers().contains_key("cookie") {
        Ok(next.run(request).await)
    } else {
        Err(StatusCode::UNAUTHORIZED)
    }
}

pub fn app() -> (Router, OpenApi) {
    OpenApiRouter::new()
        .routes(routes!(show, save; |routes| routes.layer(from_fn(signed_in))))
        .split_for_parts()
}
