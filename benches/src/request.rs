//! A case's request on `http` types, as hyper hands it over: every value a slice of one buffer.

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{Method, Request};

use crate::case::Case;

/// What every client sends.
pub const ALWAYS: [(&str, &str); 3] = [
    ("host", "api.example.com"),
    (
        "user-agent",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ),
    ("accept", "*/*"),
];

/// The request of a case.
///
/// # Panics
///
/// If the case is none that `http` can express.
#[must_use]
pub fn request<B>(case: &Case, body: B) -> Request<B> {
    let fields = || {
        let own = case
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        ALWAYS.into_iter().chain(own)
    };
    let shared: String = fields().map(|(_, value)| value).collect();
    let shared = Bytes::from(shared);
    let mut request = Request::new(body);
    *request.method_mut() = Method::from_bytes(case.method.as_bytes()).expect("a method");
    // As hyper does, which knows how many there are.
    request.headers_mut().reserve(fields().count());
    let mut start = 0;
    for (name, value) in fields() {
        let slice = shared.slice(start..start + value.len());
        start += value.len();
        request.headers_mut().append(
            HeaderName::from_static(name),
            HeaderValue::from_maybe_shared(slice).expect("a value"),
        );
    }
    request
}
