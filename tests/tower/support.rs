//! What the tests of the layer ask, and what they look at in an answer.

use cors_runtime::policy::Policy;
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

/// A request without a body to speak of.
pub(crate) fn request<B: Default>(method: Method, path: &str, origin: &'static str) -> Request<B> {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("host", "api.test");
    // Cloning it allocates nothing, as with the values of a server, which share one buffer.
    let request = request.header("origin", HeaderValue::from_static(origin));
    request.body(B::default()).expect("a request")
}

pub(crate) fn get<B: Default>(path: &str, origin: &'static str) -> Request<B> {
    request(Method::GET, path, origin)
}

/// A preflight that asks for `PUT`.
pub(crate) fn preflight<B: Default>(path: &str, origin: &'static str) -> Request<B> {
    let mut request = request(Method::OPTIONS, path, origin);
    let asked = HeaderValue::from_static("PUT");
    let name = http::header::ACCESS_CONTROL_REQUEST_METHOD;
    request.headers_mut().insert(name, asked);
    request
}

/// The `Access-Control-*` lines and `Vary`, in their order, each without what is the same in all.
pub(crate) fn cors(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.iter().filter_map(|(name, value)| {
        let name = name.as_str();
        let short = name.strip_prefix("access-control-");
        let short = short.or((name == "vary").then_some(name))?;
        Some(format!("{short}: {}", value.as_bytes().escape_ascii()))
    });
    lines.collect()
}

/// What [`API`] answers to the preflight of [`APP`].
pub(crate) const PREFLIGHT: [&str; 6] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
    "allow-methods: PUT",
    "allow-headers: content-type",
    "max-age: 600",
    "vary: Origin",
];

/// What [`API`] puts onto an answer to [`APP`].
pub(crate) const ACTUAL: [&str; 4] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
    "expose-headers: etag",
    "vary: Origin",
];

/// What it puts onto one to anybody else.
pub(crate) const REFUSED: [&str; 1] = ["vary: Origin"];
