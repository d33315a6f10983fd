//! Method names: what the Fetch Standard says of a single one.

use crate::names::header_name::is_any_ignoring_case;

/// Fetch, «forbidden method»: `CONNECT`, `TRACE` and `TRACK`, whatever their case. No script can
/// send them.
#[must_use]
pub fn is_forbidden(method: &str) -> bool {
    is_any_ignoring_case(method, &["CONNECT", "TRACE", "TRACK"])
}

/// The methods that pages use.
pub const COMMON: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// Whether a method is one of those registered with IANA, or is in wide use.
#[must_use]
pub fn is_known(method: &str) -> bool {
    const REGISTERED: [&str; 33] = [
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
    is_any_ignoring_case(method, &COMMON) || is_any_ignoring_case(method, &REGISTERED)
}

/// Fetch, «CORS-safelisted method»: `GET`, `HEAD` and `POST`. They need no permission, and none can
/// be withheld.
#[must_use]
pub fn is_safelisted(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// Fetch, «normalize»: the method as browsers send it. Six names are put in upper case; every other,
/// `patch` among them, stays as the script wrote it.
#[must_use]
pub fn normalized(method: &str) -> &str {
    for normal in ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"] {
        if method.eq_ignore_ascii_case(normal) {
            return normal;
        }
    }
    method
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_methods_are_normalized_and_patch_is_not() {
        for (written, sent) in [
            ("get", "GET"),
            ("Delete", "DELETE"),
            ("options", "OPTIONS"),
            ("patch", "patch"),
            ("PATCH", "PATCH"),
            ("purge", "purge"),
        ] {
            assert_eq!(normalized(written), sent);
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
