//! Requests to an endpoint, and the responses as the tests compare them.

use poem::http::{HeaderValue, Method};
use poem::{Endpoint, Request, Response};

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

    async fn of(mut response: Response) -> Self {
        let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
        let body = response.take_body().into_string().await.expect("text");
        let headers = response.headers();
        let cors = headers.iter().filter_map(|(name, value)| {
            let name = name.as_str().strip_prefix("access-control-")?;
            Some(format!("{name}: {}", text(value)))
        });
        Self {
            status: response.status().as_u16(),
            cors: cors.collect(),
            vary: headers.get_all("vary").iter().map(text).collect(),
            body,
        }
    }
}

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
    Seen::of(app.get_response(request).await).await
}
