//! Requests to an endpoint, and the responses as the tests compare them.

pub(crate) use cors_tests::seen::Seen;
use poem::http::Method;
use poem::{Endpoint, Request};

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const EVIL: &str = "https://evil.example";

pub(crate) fn request(method: &str, origin: &str) -> Request {
    request_to("/notes", method, origin)
}

pub(crate) fn request_to(path: &str, method: &str, origin: &str) -> Request {
    let method: Method = method.parse().expect("a method");
    let request = Request::builder().method(method).uri_str(path);
    request.header("origin", origin).finish()
}

pub(crate) fn preflight(method: &str, origin: &str) -> Request {
    let mut request = request("OPTIONS", origin);
    let method = method.parse().expect("a header value");
    let headers = request.headers_mut();
    headers.insert("access-control-request-method", method);
    request
}

/// Sends a request as poem's server does, which converts errors into responses.
pub(crate) async fn send(app: &impl Endpoint, request: Request) -> Seen {
    let mut response = app.get_response(request).await;
    let body = response.take_body().into_string().await.expect("text");
    let lines = response.headers().iter();
    let lines = lines.map(|(name, value)| (name.as_str(), value.as_bytes()));
    Seen::of(response.status().as_u16(), lines, body)
}
