//! Requests on `http` types, built like those of hyper: every value is a slice of one buffer.

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{Method, Request};

use crate::case::Case;

/// The headers of every request.
const COMMON: [(&str, &str); 3] = [
    ("host", "api.example.com"),
    (
        "user-agent",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ),
    ("accept", "*/*"),
];

/// Builds the request of a case.
///
/// # Panics
///
/// If `http` cannot represent the method or a header of the case.
#[must_use]
pub fn request<B>(case: &Case, body: B) -> Request<B> {
    let shared: String = fields(case).map(|(_, value)| value).collect();
    let shared = Bytes::from(shared);
    let mut request = Request::new(body);
    *request.method_mut() = Method::from_bytes(case.method.as_bytes()).expect("a method");
    // hyper reserves too, because it knows the number of headers.
    request.headers_mut().reserve(fields(case).count());
    let mut start = 0;
    for (name, value) in fields(case) {
        let slice = shared.slice(start..start + value.len());
        start += value.len();
        request.headers_mut().append(
            HeaderName::from_static(name),
            HeaderValue::from_maybe_shared(slice).expect("a value"),
        );
    }
    request
}

/// Returns the headers of a case for frameworks that do not use `http` 1. The values are slices of one
/// buffer, as in [`request`].
#[must_use]
pub fn header_lines(case: &Case) -> Vec<(&'static str, Bytes)> {
    let shared: String = fields(case).map(|(_, value)| value).collect();
    let mut shared = Bytes::from(shared);
    fields(case)
        .map(|(name, value)| (name, shared.split_to(value.len())))
        .collect()
}

fn fields(case: &Case) -> impl Iterator<Item = (&'static str, &str)> {
    let own = case.headers.iter();
    COMMON
        .into_iter()
        .chain(own.map(|(name, value)| (*name, value.as_str())))
}
