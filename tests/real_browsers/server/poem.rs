//! poem's part of the API.
//!
//! Requests are passed to poem in this process, so that every origin of the server serves it.

// Handlers take their extractors by value.
#![allow(clippy::needless_pass_by_value)]

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::uri::Scheme;
use axum::http::{self, Method, StatusCode, header};
use axum::response::Response as AxumResponse;
use cors::poem::{cors, get};
use poem::web::websocket::WebSocket;
use poem::web::{Json, LocalAddr, Path, RemoteAddr};
use poem::{
    Endpoint, Error, IntoResponse, Request, RequestParts, Response, Result, Route, handler,
};
use serde::Deserialize;
use tokio_stream::StreamExt;
use tower::service_fn;
use tower::util::BoxCloneSyncService;

use super::responses::IMAGE;
use crate::recorder::Ran;

/// The largest body of a request.
const MAX_BODY: usize = 1024;

fn app() -> impl Endpoint {
    Route::new()
        .at("/poem/listed", get(listed).put(listed))
        .at(
            "/poem/account",
            get(account).put(account).before(require_session),
        )
        .at("/poem/users/:id", get(show_user).put(update_user))
        .at("/poem/errors", get(fail))
        .at("/poem/enforced", get(enforced).post(enforced).put(enforced))
        .at(
            "/poem/tenants/enforced",
            get(enforced_for_tenants).post(enforced_for_tenants),
        )
        .at("/poem/socket", get(open))
        .at("/poem/tenants/socket", get(open_for_tenants))
        .at(
            "/poem/mixed",
            get(for_any_origin)
                .plain(Method::POST, plain)
                .plain(Method::PUT, plain),
        )
        .at("/poem/policies", get(for_any_origin).put(listed))
        .at("/poem/plain", poem::get(plain).put(plain))
}

/// Returns poem as a service.
pub(super) fn service() -> BoxCloneSyncService<http::Request<Body>, AxumResponse, Infallible> {
    let app = Arc::new(app());
    BoxCloneSyncService::new(service_fn(move |request| {
        let app = Arc::clone(&app);
        async move { Ok(respond(&*app, request).await) }
    }))
}

async fn respond(app: &impl Endpoint, request: http::Request<Body>) -> AxumResponse {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MAX_BODY).await.expect("a short body");
    let (local, remote) = (LocalAddr::default(), RemoteAddr::default());
    let parts = RequestParts::from((parts, local, remote, Scheme::HTTP));
    let request = Request::from_parts(parts, body.into());
    let response = http::Response::from(app.get_response(request).await);
    response.map(Body::new)
}

/// Returns a response of a handler that ran, with the headers of [`super::responses::ran`].
fn ran(response: impl IntoResponse) -> Response {
    let response = response.with_header("x-shown", "1");
    let mut response = response.with_header("x-hidden", "1").into_response();
    response.extensions_mut().insert(Ran);
    response
}

fn image() -> Response {
    ran(IMAGE.with_content_type("image/svg+xml"))
}

#[cors(
    origins = ["http://localhost:*", "https://localhost:*"],
    headers = ["x-listed"],
    expose = ["x-shown"]
)]
#[handler]
fn listed(body: String) -> Response {
    ran(format!("{} bytes", body.len()))
}

// Credentials.

/// Rejects requests without a cookie.
async fn require_session(request: Request) -> Result<Request> {
    match request.header(header::COOKIE) {
        Some(_) => Ok(request),
        None => Err(Error::from_status(StatusCode::UNAUTHORIZED)),
    }
}

#[cors(
    dev_origins = ["http://localhost:*", "https://localhost:*"],
    credentials,
    headers = ["content-type"],
    expose = ["x-shown"]
)]
#[handler]
fn account() -> Response {
    ran("the account")
}

// Errors.

#[cors(origins = ["http://localhost:*", "https://localhost:*"])]
#[handler]
fn show_user(Path(id): Path<u64>) -> Response {
    ran(format!("user {id}"))
}

#[derive(Deserialize)]
struct User {
    name: String,
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], headers = ["content-type"])]
#[handler]
fn update_user(Path(id): Path<u64>, Json(user): Json<User>) -> Response {
    ran(format!("user {id} is now {}", user.name))
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"])]
#[handler]
fn fail() -> Result<Response> {
    Err(Error::from_status(StatusCode::SERVICE_UNAVAILABLE))
}

// `enforce`.

#[cors(origins = ["http://localhost:*", "https://localhost:*"], enforce)]
#[handler]
fn enforced() -> Response {
    image()
}

#[cors(origins = ["http://*.app.localhost:*", "https://*.app.localhost:*"], enforce)]
#[handler]
fn enforced_for_tenants() -> Response {
    image()
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], enforce)]
#[handler]
fn open(upgrade: WebSocket) -> Response {
    open_socket(upgrade)
}

#[cors(origins = ["http://*.app.localhost:*", "https://*.app.localhost:*"], enforce)]
#[handler]
fn open_for_tenants(upgrade: WebSocket) -> Response {
    open_socket(upgrade)
}

fn open_socket(upgrade: WebSocket) -> Response {
    // Keeps the connection until the page closes it, as in axum's part of the API.
    ran(upgrade.on_upgrade(|mut socket| async move { while socket.next().await.is_some() {} }))
}

// Endpoints without a policy.

#[cors(origins = ["*"], headers = ["content-type"])]
#[handler]
fn for_any_origin() -> Response {
    ran("for any origin")
}

#[handler]
fn plain() -> Response {
    ran("without a policy")
}
