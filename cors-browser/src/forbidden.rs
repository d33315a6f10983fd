//! What the Fetch Standard keeps from scripts: methods, and headers that are the browser's own.
//!
//! The judge has these lists too, and they are read from the standard once more here: a browser that
//! took them from the judge could not tell when the judge is wrong.

/// <https://fetch.spec.whatwg.org/#forbidden-method>
pub(super) fn is_forbidden_method(method: &[u8]) -> bool {
    [b"CONNECT".as_slice(), b"TRACE", b"TRACK"]
        .iter()
        .any(|forbidden| method.eq_ignore_ascii_case(forbidden))
}

/// A [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header). `name` is
/// in lower case.
pub(super) fn is_forbidden_header(name: &str, value: &[u8]) -> bool {
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
    let names_a_method = matches!(
        name,
        "x-http-method" | "x-http-method-override" | "x-method-override"
    );
    by_name
        || name.starts_with("proxy-")
        || name.starts_with("sec-")
        || (names_a_method && lists_forbidden_method(value))
}

/// Whether one of the values, divided at commas outside of quotes, is a forbidden method. A quoted
/// one keeps its quotes, so it is none.
fn lists_forbidden_method(value: &[u8]) -> bool {
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
    fn by_name() {
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
    fn a_method_override_by_its_value() {
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
