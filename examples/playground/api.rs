//! The API: annotated handlers for the scenarios of the playground.
//!
//! The port of the page is not known at compile time, so the policies use `:*`. Together with `credentials`,
//! origins on `localhost` are in `dev_origins`: in `origins` they are an error in release builds.

// axum handlers are async even if they do not await anything.
#![allow(clippy::unused_async)]

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use cors::axum::{cors, get, post};
use serde::{Deserialize, Serialize};

/// The note of `/notes`: the text that was written last.
type Note = Arc<Mutex<String>>;

pub(crate) fn router() -> Router {
    Router::new()
        .route("/quote", get(quote).into())
        .route("/weather", get(weather).into())
        .route("/search", post(search).into())
        .route("/news", get(news).into())
        .route(
            "/session",
            get(current_user).post(sign_in).delete(sign_out).into(),
        )
        .route("/users/{id}", get(show_user).put(update_user).into())
        .route("/notes", get(read).post(write).delete(erase).into())
        .route(
            "/account",
            get(account).layer(from_fn(require_token)).into(),
        )
        .route("/uploads", post(upload).into())
        .route("/badge", get(badge).into())
        .with_state(Note::default())
}

// Public: any origin may read the response, and no credentials are used.

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

// Patterns: `*.` matches one or more whole labels, never the domain itself. The response is cacheable:
// without `Vary`, a browser would use it for requests from other origins.

#[cors(origins = ["http://*.app.localhost:*"])]
async fn news() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "max-age=60")], "for tenants")
}

// Credentials: browsers send cookies, and only the listed origin may read the response.

#[cors(dev_origins = ["http://localhost:*"], credentials)]
async fn current_user(headers: HeaderMap) -> &'static str {
    let cookies = headers.get(header::COOKIE).map(HeaderValue::as_bytes);
    let is_signed_in = cookies.is_some_and(|cookies| {
        let mut pairs = cookies.split(|byte| *byte == b';');
        pairs.any(|pair| pair.trim_ascii() == b"playground=ada")
    });
    if is_signed_in { "ada" } else { "signed out" }
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

// Extractors and errors: every response of a route carries the CORS headers.

#[derive(Serialize, Deserialize)]
struct User {
    name: String,
}

/// The error type of a handler.
enum ApiError {
    NoSuchUser,
    Storage,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            ApiError::NoSuchUser => (StatusCode::NOT_FOUND, "no such user"),
            ApiError::Storage => (StatusCode::INTERNAL_SERVER_ERROR, "the storage failed"),
        }
        .into_response()
    }
}

#[cors(dev_origins = ["http://localhost:*"], credentials, expose = ["etag"])]
async fn show_user(Path(id): Path<u64>) -> Result<impl IntoResponse, ApiError> {
    match id {
        404 => Err(ApiError::NoSuchUser),
        500 => Err(ApiError::Storage),
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

// One path, three policies: a preflight is answered by the policy of the requested method.

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

// Authentication: added by the `layer` method of the route, it runs after CORS. A preflight never carries
// credentials.

async fn require_token(request: Request, next: Next) -> Response {
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
// The compiler warns that every allowed page can read the challenge. This is intended here.
#[allow(deprecated)]
async fn account() -> &'static str {
    "yours"
}

// Upload listeners: they force a preflight, but a policy need not list `POST`.

#[cors(origins = ["http://localhost:*"])]
async fn upload(text: String) -> String {
    format!("{} bytes arrived", text.len())
}

// A handler that sets CORS headers itself: the library removes them.

#[cors(dev_origins = ["http://localhost:*"], credentials)]
// The compiler warns about the header names in the body.
#[allow(deprecated)]
async fn badge() -> impl IntoResponse {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
    ];
    (headers, "for one page only")
}
