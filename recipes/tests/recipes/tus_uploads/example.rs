//! The recipe of resumable uploads.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use cors::Policy;
use cors::axum::{cors, head, post};

static UPLOADS: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    protocols = [tus],
    max_age = 600,
};

#[derive(Default)]
struct Upload {
    length: usize,
    bytes: Vec<u8>,
}

type Uploads = Arc<Mutex<Vec<Upload>>>;

const VERSION: (&str, &str) = ("tus-resumable", "1.0.0");

fn number(headers: &HeaderMap, name: &str) -> Result<usize, StatusCode> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    let number = value.and_then(|value| value.parse().ok());
    number.ok_or(StatusCode::BAD_REQUEST)
}

#[cors(policy = UPLOADS)]
async fn create(
    State(uploads): State<Uploads>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, StatusCode> {
    let length = number(&headers, "upload-length")?;
    let mut uploads = uploads.lock().expect("not poisoned");
    let location = format!("/files/{}", uploads.len());
    uploads.push(Upload {
        length,
        ..Upload::default()
    });
    Ok((
        StatusCode::CREATED,
        [VERSION],
        [(header::LOCATION, location)],
    ))
}

#[cors(policy = UPLOADS)]
async fn offset(
    State(uploads): State<Uploads>,
    Path(id): Path<usize>,
) -> Result<impl IntoResponse, StatusCode> {
    let uploads = uploads.lock().expect("not poisoned");
    let upload = uploads.get(id).ok_or(StatusCode::NOT_FOUND)?;
    let offset = ("upload-offset", upload.bytes.len().to_string());
    let length = ("upload-length", upload.length.to_string());
    Ok(([VERSION], [offset, length]))
}

#[cors(policy = UPLOADS)]
async fn append(
    State(uploads): State<Uploads>,
    Path(id): Path<usize>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<impl IntoResponse, StatusCode> {
    let mut uploads = uploads.lock().expect("not poisoned");
    let upload = uploads.get_mut(id).ok_or(StatusCode::NOT_FOUND)?;
    if number(&headers, "upload-offset")? != upload.bytes.len() {
        return Err(StatusCode::CONFLICT);
    }
    upload.bytes.extend_from_slice(&body);
    let offset = [("upload-offset", upload.bytes.len().to_string())];
    Ok((StatusCode::NO_CONTENT, [VERSION], offset))
}

pub fn app() -> Router {
    Router::new()
        .route("/files", post(create).into())
        .route("/files/{id}", head(offset).patch(append).into())
        .with_state(Uploads::default())
}
