//! Rocket's part of the API: a handler whose method a form can set.
//!
//! Requests are passed to Rocket in this process, so that every origin of the server serves it.

// Handlers take their guards by value.
#![allow(clippy::needless_pass_by_value)]

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cors::rocket::{cors, routes};
use rocket::config::LogLevel;
use rocket::http::{Header, Method};
use rocket::local::asynchronous::Client;
use rocket::{Config, Responder, delete};
use tokio::sync::OnceCell;
use tower::service_fn;
use tower::util::BoxCloneSyncService;

use super::responses::ran;

/// The largest body of a request.
const MAX_BODY: usize = 1024;
/// Marks a response of a handler that ran.
const RAN: &str = "x-ran";

#[derive(Responder)]
struct Removed {
    text: String,
    mark: Header<'static>,
}

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
#[delete("/items/<id>")]
fn remove(id: u64) -> Removed {
    Removed {
        text: format!("removed {id}"),
        mark: Header::new(RAN, "1"),
    }
}

/// Returns Rocket as a service.
pub(super) fn service() -> BoxCloneSyncService<Request<Body>, Response, Infallible> {
    let client = Arc::new(OnceCell::new());
    BoxCloneSyncService::new(service_fn(move |request| {
        let client = Arc::clone(&client);
        async move { Ok(respond(client.get_or_init(start).await, request).await) }
    }))
}

async fn start() -> Client {
    let rocket = rocket::custom(Config {
        log_level: LogLevel::Off,
        ..Config::debug_default()
    });
    let rocket = rocket.attach(routes![remove].at("/rocket"));
    Client::untracked(rocket).await.expect("Rocket ignites")
}

async fn respond(client: &Client, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let method: Method = parts.method.as_str().parse().expect("a known method");
    let body = to_bytes(body, MAX_BODY).await.expect("a short body");
    let mut passed = client.req(method, parts.uri.path().to_owned()).body(body);
    for (name, value) in &parts.headers {
        let value = value.to_str().expect("browsers send ASCII headers");
        passed.add_header(Header::new(name.to_string(), value.to_owned()));
    }
    // HTTP/2 has no `Host`.
    if let (None, Some(authority)) = (parts.headers.get(header::HOST), parts.uri.authority()) {
        passed.add_header(Header::new("host", authority.to_string()));
    }
    let response = passed.dispatch().await;
    let status = StatusCode::from_u16(response.status().code).expect("a valid status");
    let mut headers = HeaderMap::new();
    for line in response.headers().iter() {
        let name = HeaderName::from_bytes(line.name().as_str().as_bytes());
        let value = HeaderValue::from_str(line.value());
        headers.append(name.expect("a valid name"), value.expect("a valid value"));
    }
    let has_run = headers.remove(RAN).is_some();
    let text = response.into_string().await.unwrap_or_default();
    let response = (status, headers, text).into_response();
    if has_run { ran(response) } else { response }
}
