//! Groups of request header names that the Fetch Standard treats specially.

/// The only [CORS non-wildcard request-header
/// name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name), which
/// `Access-Control-Allow-Headers: *` does not cover.
pub(crate) const AUTHORIZATION: &str = "authorization";

/// Returns whether `name` is a
/// [request-body-header name](https://fetch.spec.whatwg.org/#request-body-header-name).
pub(crate) fn is_request_body_header(name: &str) -> bool {
    matches!(
        name,
        "content-encoding" | "content-language" | "content-location" | "content-type"
    )
}
