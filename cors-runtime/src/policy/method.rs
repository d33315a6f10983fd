//! Method names: what the Fetch Standard says of a single one.

/// Fetch, «forbidden method»: `CONNECT`, `TRACE` and `TRACK`, whatever their case. No script can
/// send them.
#[must_use]
pub fn is_forbidden(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"]
        .iter()
        .any(|forbidden| method.eq_ignore_ascii_case(forbidden))
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
    ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]
        .into_iter()
        .find(|normal| method.eq_ignore_ascii_case(normal))
        .unwrap_or(method)
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
