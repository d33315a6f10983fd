//! The API: annotated handlers, one for each thing the playground shows.
//!
//! The page's port is free and not known when this compiles, hence `:*`. An origin on `localhost`
//! beside `credentials` belongs in `dev_origins`: the compiler refuses it in `origins` when it
//! builds a release.

// axum's handlers are asynchronous, whether or not they have something to wait for.
#![allow(clippy::unused_async)]

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use cors::axum::{cors, get, post};
use serde::{Deserialize, Serialize};

/// The one note of `/notes`: the last that was written.
type Note = Arc<Mutex<String>>;

pub(crate) fn router() -> Router {
    Router::new()
        .route("/quote", get(quote).into())
        .route("/weather", get(weather).into())
        .route("/search", post(search).into())
        .route("/news", get(news).into())
        .route("/session", get(who).post(sign_in).delete(sign_out).into())
        .route("/users/{id}", get(show_user).put(update_user).into())
        .route("/notes", get(read).post(write).delete(erase).into())
        .route("/account", get(account).layer(from_fn(bearer)).into())
        .route("/uploads", post(upload).into())
        .route("/badge", get(badge).into())
        .with_state(Note::default())
}

// Public: every site may read, and nobody is signed in.

#[cors(origins = ["*"], expose = ["x-author"])]
async fn quote() -> impl IntoResponse {
    let headers = [
        ("x-author", "Ada Lovelace"),
        ("x-machine", "rack 7"),
        ("vary", "accept-language"),
    ];
    (
        headers,
        "That brain of mine is something more than merely mortal.",
    )
}

#[cors(origins = ["*"], expose = ["*"])]
async fn weather() -> impl IntoResponse {
    ([("x-station", "Kew"), ("x-sensor", "12")], "light rain")
}

#[derive(Deserialize)]
struct Query {
    words: String,
}

#[cors(origins = ["*"], headers = ["content-type"])]
async fn search(Json(query): Json<Query>) -> String {
    format!("nothing found for {}", query.words)
}

// Patterns: `*.` is one or more whole labels, never the domain itself. The answer may be kept, so
// that a browser which misses `Vary` would show it to the next origin, or withhold it.

#[cors(origins = ["http://*.app.localhost:*"])]
async fn news() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "max-age=60")], "for tenants")
}

// Credentials: cookies travel, and only the listed page may read.

#[cors(dev_origins = ["http://localhost:*"], credentials)]
async fn who(headers: HeaderMap) -> &'static str {
    let cookies = headers.get(header::COOKIE).map(HeaderValue::as_bytes);
    let is_signed_in = cookies.is_some_and(|cookies| {
        let mut pairs = cookies.split(|byte| *byte == b';');
        pairs.any(|pair| pair.trim_ascii() == b"playground=ada")
    });
    if is_signed_in { "ada" } else { "nobody" }
}

#[cors(dev_origins = ["http://localhost:*"], credentials)]
async fn sign_in() -> impl IntoResponse {
    let cookie = "playground=ada; Path=/; HttpOnly; SameSite=Lax";
    ([(header::SET_COOKIE, cookie)], "welcome")
}

#[cors(dev_origins = ["http://localhost:*"], credentials)]
async fn sign_out() -> impl IntoResponse {
    let cookie = "playground=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0";
    ([(header::SET_COOKIE, cookie)], "goodbye")
}

// Extractors and errors: whatever a resource answers, the page that may read it can.

#[derive(Serialize, Deserialize)]
struct User {
    name: String,
}

/// What can go wrong in a handler.
enum Failure {
    NoSuchUser,
    Storage,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Failure::NoSuchUser => (StatusCode::NOT_FOUND, "no such user"),
            Failure::Storage => (StatusCode::INTERNAL_SERVER_ERROR, "the storage failed"),
        }
        .into_response()
    }
}

#[cors(dev_origins = ["http://localhost:*"], credentials, expose = ["etag"])]
async fn show_user(Path(id): Path<u64>) -> Result<impl IntoResponse, Failure> {
    match id {
        404 => Err(Failure::NoSuchUser),
        500 => Err(Failure::Storage),
        _ => {
            let name = format!("user {id}");
            Ok(([(header::ETAG, "\"1\"")], Json(User { name })))
        }
    }
}

#[cors(dev_origins = ["http://localhost:*"], credentials, headers = ["content-type"], max_age = 600)]
async fn update_user(Path(id): Path<u64>, Json(user): Json<User>) -> String {
    format!("user {id} is now {}", user.name)
}

// One path, three policies: a preflight is answered by the policy of the method it asks for.

#[cors(origins = ["*"])]
async fn read(State(note): State<Note>) -> String {
    note.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

#[cors(origins = ["http://localhost:*"])]
async fn write(State(note): State<Note>, text: String) -> impl IntoResponse {
    *note.lock().unwrap_or_else(PoisonError::into_inner) = text;
    (StatusCode::CREATED, "written")
}

#[cors(dev_origins = ["http://localhost:*"], credentials)]
async fn erase(State(note): State<Note>) -> StatusCode {
    note.lock().unwrap_or_else(PoisonError::into_inner).clear();
    StatusCode::NO_CONTENT
}

// Authentication goes inside CORS, by `Resource::layer`: a preflight never carries credentials.

async fn bearer(request: Request, next: Next) -> Response {
    match request.headers().get(header::AUTHORIZATION) {
        Some(token) if token == "Bearer letmein" => next.run(request).await,
        _ => {
            let challenge = [(header::WWW_AUTHENTICATE, "Bearer")];
            (StatusCode::UNAUTHORIZED, challenge, "who are you?").into_response()
        }
    }
}

#[cors(
    origins = ["http://localhost:*"],
    headers = ["authorization"],
    expose = ["www-authenticate"]
)]
// The compiler warns that every page which is let in can read the challenge. Here it may.
#[allow(deprecated)]
async fn account() -> &'static str {
    "yours"
}

// A policy need not list anything for a POST that is only watched while it uploads.

#[cors(origins = ["http://localhost:*"])]
async fn upload(text: String) -> String {
    format!("{} bytes arrived", text.len())
}

// A handler that speaks CORS by itself, and wrongly: what it says never leaves the server.

#[cors(dev_origins = ["http://localhost:*"], credentials)]
// The compiler warns about it, too.
#[allow(deprecated)]
async fn badge() -> impl IntoResponse {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
    ];
    (headers, "for one page only")
}
