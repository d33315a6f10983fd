//! Requests to a router, and the responses as the tests compare them.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Request};
use tower::ServiceExt;

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const EVIL: &str = "https://evil.example";

/// The parts of a response that the tests compare.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) status: u16,
    /// The `Access-Control-*` headers, without that prefix.
    pub(crate) cors: Vec<String>,
    pub(crate) vary: Vec<String>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn new(status: u16, cors: &[&str], vary: &[&str], body: &str) -> Self {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        Self {
            status,
            cors: owned(cors),
            vary: owned(vary),
            body: body.to_owned(),
        }
    }
}

pub(crate) fn request(method: &str, origin: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri("/notes");
    let request = request.header("origin", origin).body(Body::empty());
    request.expect("a request")
}

pub(crate) fn preflight(method: &str, origin: &str) -> Request<Body> {
    let mut request = request("OPTIONS", origin);
    let method = method.parse().expect("a header value");
    let headers = request.headers_mut();
    headers.insert("access-control-request-method", method);
    request
}

pub(crate) async fn send(app: &Router, request: Request<Body>) -> Seen {
    let Ok(response) = app.clone().oneshot(request).await;
    let (parts, body) = response.into_parts();
    let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
    let cors = parts.headers.iter().filter_map(|(name, value)| {
        let name = name.as_str().strip_prefix("access-control-")?;
        Some(format!("{name}: {}", text(value)))
    });
    let body = to_bytes(body, usize::MAX).await.expect("a body");
    Seen {
        status: parts.status.as_u16(),
        cors: cors.collect(),
        vary: parts.headers.get_all("vary").iter().map(text).collect(),
        body: String::from_utf8(body.into()).expect("text"),
    }
}
