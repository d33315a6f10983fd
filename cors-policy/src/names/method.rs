//! Methods, as the [Fetch Standard](https://fetch.spec.whatwg.org/#methods) classifies them.

use crate::names::header_name::contains_ignore_ascii_case;

/// The methods that web pages commonly use.
pub(crate) const COMMON: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// Other methods that are registered with IANA or widely used.
const RARE: [&str; 33] = [
    "ACL",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "ORDERPATCH",
    "PROPFIND",
    "PROPPATCH",
    "PURGE",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATEREDIRECTREF",
    "VERSION-CONTROL",
    "NOTIFY",
    "SUBSCRIBE",
    "UNSUBSCRIBE",
];

/// Returns whether `method` is a [forbidden method](https://fetch.spec.whatwg.org/#forbidden-method) in
/// any case, which scripts cannot send.
pub(crate) fn is_forbidden(method: &str) -> bool {
    contains_ignore_ascii_case(&["CONNECT", "TRACE", "TRACK"], method)
}

/// Returns whether `method`, in any case, is registered with IANA or widely used.
pub(crate) fn is_known(method: &str) -> bool {
    contains_ignore_ascii_case(&COMMON, method) || contains_ignore_ascii_case(&RARE, method)
}

/// Returns whether `method` is a
/// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method), which needs no
/// permission.
#[must_use]
pub fn is_safelisted(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// Returns the method as browsers send it: six methods are
/// [normalised](https://fetch.spec.whatwg.org/#concept-method-normalize) to upper case. Any other
/// method, such as `patch`, is unchanged.
pub(crate) fn normalise(method: &str) -> &str {
    ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]
        .into_iter()
        .find(|normal| normal.eq_ignore_ascii_case(method))
        .unwrap_or(method)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_methods_are_normalised_and_patch_is_not() {
        for (written, sent) in [
            ("get", "GET"),
            ("Delete", "DELETE"),
            ("options", "OPTIONS"),
            ("patch", "patch"),
            ("PATCH", "PATCH"),
            ("purge", "purge"),
        ] {
            assert_eq!(normalise(written), sent);
        }
    }

    #[test]
    fn forbidden_and_safelisted_methods() {
        assert!(
            ["TRACE", "trace", "Track", "CONNECT"]
                .into_iter()
                .all(is_forbidden)
        );
        assert!(!["GET", "PUT", "TRACER"].into_iter().any(is_forbidden));
        assert!(["GET", "HEAD", "POST"].into_iter().all(is_safelisted));
        assert!(!["PUT", "get", "OPTIONS"].into_iter().any(is_safelisted));
    }
}
