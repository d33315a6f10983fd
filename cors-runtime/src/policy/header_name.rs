//! Header names: what the Fetch Standard says of a single one. All of it without regard to case.

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
    is_one_of(name, &FORBIDDEN)
}

/// The prefix of `name` that keeps scripts from setting it, as it is written there.
#[must_use]
pub fn forbidden_prefix(name: &str) -> Option<&str> {
    ["sec-", "proxy-"].iter().find_map(|prefix| {
        let start = name.get(..prefix.len())?;
        start.eq_ignore_ascii_case(prefix).then_some(start)
    })
}

/// Whether `name` is a header of a CORS response, actual or preflight.
#[must_use]
pub fn is_cors_response_header(name: &str) -> bool {
    is_one_of(
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
    is_one_of(
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
    is_one_of(
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
    is_one_of(name, &["set-cookie", "set-cookie2"])
}

/// Fetch, «CORS non-wildcard request-header name»: what `*` never covers.
#[must_use]
pub fn is_non_wildcard(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

pub(crate) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| name.eq_ignore_ascii_case(one))
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
    }
}
