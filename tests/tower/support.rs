//! Requests for the tests of the layer, and the expected headers of responses.

use cors_runtime::Policy;
use http::{HeaderMap, HeaderValue, Method, Request};

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const OTHER: &str = "https://other.example.com";
pub(crate) const EVIL: &str = "https://evil.example";

pub(crate) static API: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
    expose = ["etag"],
    max_age = 600,
};

pub(crate) static ENFORCED: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    credentials,
    enforce,
};

/// Returns a request with an empty body.
pub(crate) fn request<B: Default>(method: Method, path: &str, origin: &'static str) -> Request<B> {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("host", "api.test");
    // A static value is cloned without an allocation, like the values that a server reads into a
    // shared buffer.
    let request = request.header("origin", HeaderValue::from_static(origin));
    request.body(B::default()).expect("a request")
}

pub(crate) fn get<B: Default>(path: &str, origin: &'static str) -> Request<B> {
    request(Method::GET, path, origin)
}

/// Returns a preflight for `PUT`.
pub(crate) fn preflight<B: Default>(path: &str, origin: &'static str) -> Request<B> {
    let mut request = request(Method::OPTIONS, path, origin);
    let requested = HeaderValue::from_static("PUT");
    let name = http::header::ACCESS_CONTROL_REQUEST_METHOD;
    request.headers_mut().insert(name, requested);
    request
}

/// Returns the `Access-Control-*` headers, without that prefix, and `Vary`, in order.
pub(crate) fn cors(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.iter().filter_map(|(name, value)| {
        let name = name.as_str();
        let short = name.strip_prefix("access-control-");
        let short = short.or((name == "vary").then_some(name))?;
        Some(format!("{short}: {}", value.as_bytes().escape_ascii()))
    });
    lines.collect()
}

/// The headers of [`API`]'s response to a preflight from [`APP`].
pub(crate) const PREFLIGHT: [&str; 6] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
    "allow-methods: PUT",
    "allow-headers: content-type",
    "max-age: 600",
    "vary: Origin",
];

/// The headers of [`API`]'s response to an actual request from [`APP`].
pub(crate) const ACTUAL: [&str; 4] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
    "expose-headers: etag",
    "vary: Origin",
];

/// The headers of [`API`]'s response to a disallowed origin.
pub(crate) const DENIED: [&str; 1] = ["vary: Origin"];
