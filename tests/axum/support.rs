//! Requests to a router, and the responses as the tests compare them.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
pub(crate) use cors_tests::seen::Seen;
use tower::ServiceExt;

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const EVIL: &str = "https://evil.example";

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
    let body = to_bytes(body, usize::MAX).await.expect("a body");
    let body = String::from_utf8(body.into()).expect("text");
    let lines = parts.headers.iter();
    let lines = lines.map(|(name, value)| (name.as_str(), value.as_bytes()));
    Seen::of(parts.status.as_u16(), lines, body)
}
