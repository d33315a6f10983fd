//! Header names: what the Fetch Standard says of a single one. All of it without regard to case.

use crate::names::edit_distance::nearest;

/// Fetch, «forbidden request-header»: the names that only the browser sets. Those that more can be
/// said about (cookies, `Origin`, the preflight's own) are asked for one by one before this.
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

/// Whether no script can set the request header `name`, because of its whole name.
#[must_use]
pub fn is_forbidden(name: &str) -> bool {
    is_any_ignoring_case(name, &FORBIDDEN)
}

/// The prefix of `name` that keeps scripts from setting it, as it is written there.
#[must_use]
pub fn forbidden_prefix(name: &str) -> Option<&str> {
    for prefix in ["sec-", "proxy-"] {
        match name.get(..prefix.len()) {
            Some(start) if start.eq_ignore_ascii_case(prefix) => return Some(start),
            _ => {}
        }
    }
    None
}

/// Whether `name` is a header of a CORS response, actual or preflight.
#[must_use]
pub fn is_cors_response_header(name: &str) -> bool {
    is_any_ignoring_case(
        name,
        &[
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-expose-headers",
            "access-control-max-age",
        ],
    )
}

/// Whether `name` is one of the two questions of a preflight.
#[must_use]
pub fn is_cors_request_header(name: &str) -> bool {
    is_any_ignoring_case(
        name,
        &[
            "access-control-request-method",
            "access-control-request-headers",
        ],
    )
}

/// Whether `name` is of Private Network Access, which browsers withdrew in 2024.
#[must_use]
pub fn is_private_network(name: &str) -> bool {
    is_any_ignoring_case(
        name,
        &[
            "access-control-request-private-network",
            "access-control-request-local-network",
            "access-control-allow-private-network",
            "access-control-allow-local-network",
        ],
    )
}

/// Fetch, «forbidden response-header name».
#[must_use]
pub fn is_forbidden_in_response(name: &str) -> bool {
    is_any_ignoring_case(name, &["set-cookie", "set-cookie2"])
}

/// Fetch, «CORS non-wildcard request-header name»: what `*` never covers.
#[must_use]
pub fn is_non_wildcard(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

/// Headers by which some servers take one method for another.
#[must_use]
pub fn is_method_override(name: &str) -> bool {
    is_any_ignoring_case(
        name,
        &[
            "x-http-method-override",
            "x-http-method",
            "x-method-override",
        ],
    )
}

/// Headers in which proxies say who called and what for, and which servers believe.
#[must_use]
pub fn is_proxy_header(name: &str) -> bool {
    let prefix = "x-forwarded-";
    let is_forwarded = name
        .get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    is_forwarded
        || is_any_ignoring_case(
            name,
            &[
                "forwarded",
                "x-real-ip",
                "x-client-ip",
                "true-client-ip",
                "cf-connecting-ip",
                "x-original-url",
                "x-rewrite-url",
                "x-host",
                "x-remote-user",
            ],
        )
}

/// Headers that stand in responses only.
#[must_use]
pub fn is_response_only(name: &str) -> bool {
    is_any_ignoring_case(
        name,
        &[
            "age",
            "allow",
            "etag",
            "last-modified",
            "location",
            "retry-after",
            "server",
            "vary",
            "www-authenticate",
        ],
    )
}

/// Headers that stand in requests only.
#[must_use]
pub fn is_request_only(name: &str) -> bool {
    is_any_ignoring_case(
        name,
        &[
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
        ],
    )
}

/// Fetch, «CORS-safelisted response-header name»: what scripts can read without being allowed to.
#[must_use]
pub fn is_safelisted_in_response(name: &str) -> bool {
    is_any_ignoring_case(
        name,
        &[
            "cache-control",
            "content-language",
            "content-length",
            "content-type",
            "expires",
            "last-modified",
            "pragma",
        ],
    )
}

/// Response headers in which servers hand out secrets.
#[must_use]
pub fn is_sensitive(name: &str) -> bool {
    let is_proxys = forbidden_prefix(name).is_some_and(|p| p.eq_ignore_ascii_case("proxy-"));
    is_proxys
        || is_any_ignoring_case(
            name,
            &[
                "authorization",
                "www-authenticate",
                "x-csrf-token",
                "x-xsrf-token",
            ],
        )
}

/// The request header that a name is a slip of, if it is one. Names that begin with `x-` are often
/// somebody's own, and near to each other on purpose.
#[must_use]
pub fn suggest_header_name(name: &str) -> Option<&'static str> {
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
    let lower = name.to_ascii_lowercase();
    if is_any_ignoring_case(&lower, &COMMON) || lower.len() < 8 {
        return None;
    }
    // «Content_Type» is one that servers drop; «Authorisation» is one that they do not know.
    let meant = nearest(&lower, &COMMON)?;
    let close = lower.len().abs_diff(meant.len()) <= 1;
    close.then_some(meant)
}

pub(crate) fn is_any_ignoring_case(name: &str, names: &[&str]) -> bool {
    for one in names {
        if name.eq_ignore_ascii_case(one) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_without_their_case() {
        assert!(is_forbidden("Host") && is_forbidden("transfer-ENCODING"));
        assert!(!is_forbidden("user-agent") && !is_forbidden("content-type"));
        assert_eq!(forbidden_prefix("Sec-Fetch-Site"), Some("Sec-"));
        assert_eq!(forbidden_prefix("proxy-authorization"), Some("proxy-"));
        assert_eq!(forbidden_prefix("x-proxy"), None);
        assert_eq!(forbidden_prefix("sé"), None);
        assert!(is_non_wildcard("Authorization"));
        assert!(is_forbidden_in_response("Set-Cookie"));
        assert!(is_sensitive("WWW-Authenticate") && is_sensitive("Proxy-Authenticate"));
        assert!(!is_sensitive("x-total") && !is_sensitive("sec-authenticate"));
    }

    #[test]
    fn long_names_are_slips_of_the_nearest() {
        for (name, meant) in [
            ("Authorisation", Some("authorization")),
            ("Content_Type", Some("content-type")),
            ("if-matsh", Some("if-match")),
            ("Authorization", None),
            ("authorizations", Some("authorization")),
            ("authorizations-", None),
            ("pragmas", None),
            ("x-request-id", None),
        ] {
            assert_eq!(suggest_header_name(name), meant, "{name}");
        }
    }
}
