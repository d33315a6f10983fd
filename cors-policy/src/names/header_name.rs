//! Header names, as the [Fetch Standard](https://fetch.spec.whatwg.org/#terminology-headers) classifies
//! them. Every comparison ignores the case of ASCII letters, as header names do.

use crate::names::edit_distance::nearest;

const FORBIDDEN: [&str; 21] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

const PROXY_HEADERS: [&str; 9] = [
    "forwarded",
    "x-real-ip",
    "x-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
    "x-original-url",
    "x-rewrite-url",
    "x-host",
    "x-remote-user",
];

const RESPONSE_ONLY: [&str; 9] = [
    "age",
    "allow",
    "etag",
    "last-modified",
    "location",
    "retry-after",
    "server",
    "vary",
    "www-authenticate",
];

const REQUEST_ONLY: [&str; 12] = [
    "accept",
    "accept-language",
    "cookie",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "range",
    "referer",
    "user-agent",
];

/// The request headers that scripts often set.
const COMMON: [&str; 14] = [
    "authorization",
    "cache-control",
    "content-encoding",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "pragma",
    "range",
    "traceparent",
    "tracestate",
    "x-requested-with",
];

/// Returns whether `name` as a whole is a
/// [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header), which scripts
/// cannot set. [`forbidden_prefix`] covers the rest of the definition.
pub(crate) fn is_forbidden(name: &str) -> bool {
    contains_ignore_ascii_case(&FORBIDDEN, name)
}

/// Returns the prefix that makes `name` a
/// [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header), in the case in
/// which it is written.
pub(crate) fn forbidden_prefix(name: &str) -> Option<&str> {
    ["sec-", "proxy-"]
        .into_iter()
        .find_map(|prefix| prefix_ignore_ascii_case(name, prefix))
}

/// Returns whether `name` is a [header of the CORS protocol](https://fetch.spec.whatwg.org/#http-responses)
/// in responses.
pub(crate) fn is_cors_response_header(name: &str) -> bool {
    let names = [
        "access-control-allow-origin",
        "access-control-allow-credentials",
        "access-control-allow-methods",
        "access-control-allow-headers",
        "access-control-expose-headers",
        "access-control-max-age",
    ];
    contains_ignore_ascii_case(&names, name)
}

/// Returns whether `name` is one of the two
/// [headers of a preflight request](https://fetch.spec.whatwg.org/#http-requests).
pub(crate) fn is_cors_request_header(name: &str) -> bool {
    let names = [
        "access-control-request-method",
        "access-control-request-headers",
    ];
    contains_ignore_ascii_case(&names, name)
}

/// Returns whether `name` is a header of Private Network Access, a proposal that browsers withdrew.
pub(crate) fn is_private_network_header(name: &str) -> bool {
    let names = [
        "access-control-request-private-network",
        "access-control-request-local-network",
        "access-control-allow-private-network",
        "access-control-allow-local-network",
    ];
    contains_ignore_ascii_case(&names, name)
}

/// Returns whether `name` is a
/// [forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name),
/// which scripts can never read.
pub(crate) fn is_forbidden_response_header(name: &str) -> bool {
    contains_ignore_ascii_case(&["set-cookie", "set-cookie2"], name)
}

/// Returns whether `name` is a
/// [CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name),
/// which `*` does not cover.
#[must_use]
pub fn is_non_wildcard(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

/// Returns whether `name` is a request header that some servers take the method from.
pub(crate) fn is_method_override(name: &str) -> bool {
    let names = [
        "x-http-method-override",
        "x-http-method",
        "x-method-override",
    ];
    contains_ignore_ascii_case(&names, name)
}

/// Returns whether `name` is a request header in which proxies describe the original request, and which
/// servers trust.
pub(crate) fn is_proxy_header(name: &str) -> bool {
    prefix_ignore_ascii_case(name, "x-forwarded-").is_some()
        || contains_ignore_ascii_case(&PROXY_HEADERS, name)
}

/// Returns whether `name` is a header that occurs in responses only.
pub(crate) fn is_response_only(name: &str) -> bool {
    contains_ignore_ascii_case(&RESPONSE_ONLY, name)
}

/// Returns whether `name` is a header that occurs in requests only.
pub(crate) fn is_request_only(name: &str) -> bool {
    contains_ignore_ascii_case(&REQUEST_ONLY, name)
}

/// Returns whether `name` is a
/// [CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name),
/// which scripts can read without permission.
pub(crate) fn is_safelisted_response_header(name: &str) -> bool {
    let names = [
        "cache-control",
        "content-language",
        "content-length",
        "content-type",
        "expires",
        "last-modified",
        "pragma",
    ];
    contains_ignore_ascii_case(&names, name)
}

/// Returns whether `name` is a response header that can contain a secret.
pub(crate) fn is_sensitive(name: &str) -> bool {
    let names = [
        "authorization",
        "www-authenticate",
        "x-csrf-token",
        "x-xsrf-token",
    ];
    prefix_ignore_ascii_case(name, "proxy-").is_some() || contains_ignore_ascii_case(&names, name)
}

/// Returns the common request header that `name` is probably a misspelling of.
///
/// Short names, and names that differ by more than one letter in length, are never misspellings:
/// applications define names of their own.
pub(crate) fn suggest_header_name(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    if COMMON.contains(&lower.as_str()) || lower.len() < 8 {
        return None;
    }
    nearest(&lower, &COMMON).filter(|near| lower.len().abs_diff(near.len()) <= 1)
}

/// Returns whether `names` contains `name` in any case.
pub(crate) fn contains_ignore_ascii_case(names: &[&str], name: &str) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// Returns the beginning of `name`, if that is `prefix` in any case.
fn prefix_ignore_ascii_case<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    name.get(..prefix.len())
        .filter(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_classified_in_any_case() {
        assert!(is_forbidden("Host") && is_forbidden("transfer-ENCODING"));
        assert!(!is_forbidden("user-agent") && !is_forbidden("content-type"));
        assert_eq!(forbidden_prefix("Sec-Fetch-Site"), Some("Sec-"));
        assert_eq!(forbidden_prefix("proxy-authorization"), Some("proxy-"));
        assert_eq!(forbidden_prefix("x-proxy"), None);
        assert_eq!(forbidden_prefix("sé"), None);
        assert!(is_non_wildcard("Authorization"));
        assert!(is_forbidden_response_header("Set-Cookie"));
        assert!(is_sensitive("WWW-Authenticate") && is_sensitive("Proxy-Authenticate"));
        assert!(!is_sensitive("x-total") && !is_sensitive("sec-authenticate"));
    }

    #[test]
    fn misspelt_names_suggest_a_common_name() {
        for (name, suggestion) in [
            ("Authorisation", Some("authorization")),
            ("Content_Type", Some("content-type")),
            ("if-matsh", Some("if-match")),
            ("Authorization", None),
            ("authorizations", Some("authorization")),
            ("authorizations-", None),
            ("pragmas", None),
            ("x-request-id", None),
        ] {
            assert_eq!(suggest_header_name(name), suggestion, "{name}");
        }
    }
}
