//! Methods and headers that scripts cannot use.
//!
//! The validation of policies has the same lists. They are transcribed from the Fetch Standard
//! again here, so that the virtual browser can reveal mistakes in them.

/// Returns whether `method` is a [forbidden
/// method](https://fetch.spec.whatwg.org/#forbidden-method).
pub(crate) fn is_forbidden_method(method: &[u8]) -> bool {
    [b"CONNECT".as_slice(), b"TRACE", b"TRACK"]
        .iter()
        .any(|forbidden| method.eq_ignore_ascii_case(forbidden))
}

/// Returns whether a header is a [forbidden
/// request-header](https://fetch.spec.whatwg.org/#forbidden-request-header). `name` is in lower
/// case.
pub(crate) fn is_forbidden_header(name: &str, value: &[u8]) -> bool {
    let by_name = matches!(
        name,
        "accept-charset"
            | "accept-encoding"
            | "access-control-request-headers"
            | "access-control-request-method"
            | "connection"
            | "content-length"
            | "cookie"
            | "cookie2"
            | "date"
            | "dnt"
            | "expect"
            | "host"
            | "keep-alive"
            | "origin"
            | "referer"
            | "set-cookie"
            | "te"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
            | "via"
    );
    let is_method_override = matches!(
        name,
        "x-http-method" | "x-http-method-override" | "x-method-override"
    );
    by_name
        || name.starts_with("proxy-")
        || name.starts_with("sec-")
        || (is_method_override && contains_forbidden_method(value))
}

/// Returns whether the value, split at commas outside of quotes, contains a forbidden method.
/// Elements keep their quotes, so a quoted method does not count.
fn contains_forbidden_method(value: &[u8]) -> bool {
    let mut quoted = false;
    value
        .split(|&byte| {
            quoted ^= byte == b'"';
            byte == b',' && !quoted
        })
        .any(|element| is_forbidden_method(element.trim_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_forbidden_by_name() {
        for name in [
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
            "sec-foo",
            "proxy-foo",
        ] {
            assert!(is_forbidden_header(name, b"1"), "{name}");
        }
        for name in [
            "accept",
            "user-agent",
            "secure",
            "proxy",
            "permissions-policy",
            "x-host",
        ] {
            assert!(!is_forbidden_header(name, b"1"), "{name}");
        }
    }

    #[test]
    fn method_overrides_are_forbidden_by_value() {
        for name in [
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
        ] {
            for (value, forbidden) in [
                ("PUT", false),
                ("trace", true),
                ("GET, TRACE", true),
                ("GET,\tconnect ,PUT", true),
                ("\"TRACE\"", false),
                ("\"a,TRACE,b\"", false),
                ("\"a\",TRACE", true),
            ] {
                let value = value.as_bytes();
                assert_eq!(
                    is_forbidden_header(name, value),
                    forbidden,
                    "{name}: {value:?}"
                );
            }
        }
        assert!(!is_forbidden_header("x-other", b"TRACE"));
    }
}
