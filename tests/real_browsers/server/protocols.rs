//! Handlers with the key `protocols`: a session of MCP, and an upload with tus.
//!
//! Each answers with the headers that its protocol specifies. Clients follow one session and one upload.

// axum requires `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cors::axum::{cors, head, options, post};

use super::responses::ran;

/// Returns the routes.
pub(super) fn router() -> Router {
    Router::new()
        .route("/mcp", post(message).get(stream).delete(end).into())
        .route("/mcp/unlisted", post(message_unlisted).into())
        .route("/uploads", options(offers).post(create).into())
        .route(
            "/uploads/7",
            head(offset).patch(append).delete(terminate).into(),
        )
        .route("/uploads/unlisted", post(create_unlisted).into())
}

// The Model Context Protocol.

const SESSION: &str = "1868a90c";
const SESSION_ID: &str = "mcp-session-id";

/// Returns `response` if the request belongs to the session.
fn in_session(request: &HeaderMap, response: impl IntoResponse) -> Response {
    match request.get(SESSION_ID) {
        Some(id) if id == SESSION => ran(response),
        _ => ran(StatusCode::NOT_FOUND),
    }
}

/// The first message starts the session; every other one belongs to it.
fn answer(request: &HeaderMap, message: &str) -> Response {
    let result = [(header::CONTENT_TYPE, "application/json")];
    if message.contains("initialize") {
        return ran(([(SESSION_ID, SESSION)], result, "{\"id\":1,\"result\":{}}"));
    }
    in_session(request, (result, "{\"id\":2,\"result\":{}}"))
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], protocols = [mcp], max_age = 600, enforce)]
async fn message(request: HeaderMap, message: String) -> Response {
    answer(&request, &message)
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], protocols = [mcp], max_age = 600, enforce)]
async fn stream(request: HeaderMap) -> Response {
    let events = [(header::CONTENT_TYPE, "text/event-stream")];
    in_session(&request, (events, "data: {}\n\n"))
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], protocols = [mcp], max_age = 600, enforce)]
async fn end(request: HeaderMap) -> Response {
    in_session(&request, StatusCode::NO_CONTENT)
}

/// The control: lists the content type, and nothing of the protocol.
#[cors(origins = ["http://localhost:*", "https://localhost:*"], headers = ["content-type"])]
async fn message_unlisted(request: HeaderMap, message: String) -> Response {
    answer(&request, &message)
}

// tus.

const RESUMABLE: (&str, &str) = ("tus-resumable", "1.0.0");

#[cors(origins = ["http://localhost:*", "https://localhost:*"], protocols = [tus])]
async fn offers() -> Response {
    let offers = [
        ("tus-version", "1.0.0"),
        ("tus-extension", "creation,termination"),
        ("tus-max-size", "1024"),
    ];
    ran((StatusCode::NO_CONTENT, [RESUMABLE], offers))
}

fn created() -> Response {
    ran((StatusCode::CREATED, [RESUMABLE, ("location", "/uploads/7")]))
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], protocols = [tus])]
async fn create() -> Response {
    created()
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], protocols = [tus])]
async fn offset() -> Response {
    let offset = [RESUMABLE, ("upload-offset", "0"), ("upload-length", "5")];
    ran(([(header::CACHE_CONTROL, "no-store")], offset))
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], protocols = [tus])]
async fn append(body: String) -> Response {
    let offset = [("upload-offset", body.len().to_string())];
    ran((StatusCode::NO_CONTENT, [RESUMABLE], offset))
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], protocols = [tus])]
async fn terminate() -> Response {
    ran((StatusCode::NO_CONTENT, [RESUMABLE]))
}

/// The control: lists what creation sends, and exposes nothing.
#[cors(
    origins = ["http://localhost:*", "https://localhost:*"],
    headers = ["tus-resumable", "upload-length"]
)]
async fn create_unlisted() -> Response {
    created()
}
