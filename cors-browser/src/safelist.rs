//! [CORS-safelisted methods](https://fetch.spec.whatwg.org/#cors-safelisted-method) and
//! [request headers](https://fetch.spec.whatwg.org/#cors-safelisted-request-header), which need no
//! preflight.

use data_url::mime::Mime;

/// The maximum length of a safelisted value in bytes.
const MAX_VALUE_LEN: usize = 128;

/// The maximum length of all safelisted values together in bytes.
const MAX_TOTAL_LEN: usize = 1024;

/// Returns whether `method` is a CORS-safelisted method. Methods are case-sensitive.
pub(crate) fn is_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// The [CORS-unsafe request-header
/// names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names): in lower case, sorted
/// and without duplicates. `extra_safelisted` are names that the engine safelists in addition to
/// the standard.
pub(crate) fn unsafe_names<'a>(
    headers: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    extra_safelisted: &[&str],
) -> Vec<String> {
    let mut names = Vec::new();
    let mut pending = Vec::new();
    let mut size = 0;
    for (name, value) in headers {
        if extra_safelisted.contains(&name) {
            continue;
        }
        if is_safelisted(name, value) {
            pending.push(name);
            size += value.len();
        } else {
            names.push(name);
        }
    }
    // Above the limit no header is safelisted.
    if size > MAX_TOTAL_LEN {
        names.append(&mut pending);
    }
    let mut names: Vec<String> = names.into_iter().map(str::to_ascii_lowercase).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns whether a header is a CORS-safelisted request-header. `name` is in lower case.
pub(crate) fn is_safelisted(name: &str, value: &[u8]) -> bool {
    if value.len() > MAX_VALUE_LEN {
        return false;
    }
    match name {
        "accept" => !has_unsafe_byte(value),
        "accept-language" | "content-language" => value.iter().copied().all(is_language_byte),
        "content-type" => !has_unsafe_byte(value) && is_form_type(value),
        "range" => is_simple_range(value),
        _ => false,
    }
}

/// Returns whether scripts may set a header in mode `no-cors`: [no-CORS-safelisted
/// request-header](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header).
pub(crate) fn is_no_cors_safelisted(name: &str, value: &[u8]) -> bool {
    let by_name = matches!(
        name,
        "accept" | "accept-language" | "content-language" | "content-type"
    );
    by_name && is_safelisted(name, value)
}

/// Returns whether the value contains a [CORS-unsafe request-header
/// byte](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte).
fn has_unsafe_byte(value: &[u8]) -> bool {
    value
        .iter()
        .any(|&byte| (byte < 0x20 && byte != b'\t') || b"\"():<>?@[\\]{}\x7f".contains(&byte))
}

fn is_language_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" *,-.;=".contains(&byte)
}

/// Returns whether the value is one of the three MIME types of a form. The value is parsed as one
/// MIME type, so `text/plain,application/json` is not safelisted.
fn is_form_type(value: &[u8]) -> bool {
    // Isomorphic decoding maps each byte to the code point of the same number.
    let text: String = value.iter().map(|&byte| char::from(byte)).collect();
    text.parse::<Mime>().is_ok_and(|mime| {
        [
            ("application", "x-www-form-urlencoded"),
            ("multipart", "form-data"),
            ("text", "plain"),
        ]
        .iter()
        .any(|(kind, subtype)| mime.matches(kind, subtype))
    })
}

/// Returns whether the value is a [simple
/// range](https://fetch.spec.whatwg.org/#simple-range-header-value) with a start and without white
/// space, such as `bytes=0-` or `bytes=5-9`.
fn is_simple_range(value: &[u8]) -> bool {
    let Some((start, end)) = std::str::from_utf8(value)
        .ok()
        .and_then(|value| value.strip_prefix("bytes="))
        .and_then(|range| range.split_once('-'))
    else {
        return false;
    };
    let digits = |number: &str| number.bytes().all(|byte| byte.is_ascii_digit());
    if start.is_empty() || !digits(start) || !digits(end) {
        return false;
    }
    end.is_empty() || !is_greater(start, end)
}

/// Compares decimal numbers of any length.
fn is_greater(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    (a.len(), a) > (b.len(), b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_length_is_limited() {
        let longest = "x".repeat(128);
        assert!(is_safelisted("accept", longest.as_bytes()));
        let longer = "x".repeat(129);
        assert!(!is_safelisted("accept", longer.as_bytes()));
    }

    #[test]
    fn total_length_is_limited() {
        let value = "x".repeat(128);
        let eight = vec![("accept", value.as_bytes()); 8];
        assert_eq!(unsafe_names(eight.clone(), &[]), [""; 0]);
        let mut more = eight;
        more.push(("accept-language", b"e"));
        more.push(("x-b", b""));
        assert_eq!(
            unsafe_names(more, &[]),
            ["accept", "accept-language", "x-b"]
        );
    }

    #[test]
    fn unsafe_names_are_sorted_lower_case_and_unique() {
        let headers: [(&str, &[u8]); 6] = [
            ("x-b", b"1"),
            ("X-Upper", b"1"),
            ("content-type", b"application/json"),
            ("accept", b"*/*"),
            ("x-b", b"2"),
            ("authorization", b"q"),
        ];
        assert_eq!(
            unsafe_names(headers, &[]),
            ["authorization", "content-type", "x-b", "x-upper"],
        );
        assert_eq!(
            unsafe_names(headers, &["x-b"]),
            ["authorization", "content-type", "x-upper"],
        );
    }

    #[test]
    fn only_simple_ranges_are_safelisted() {
        for (value, simple) in [
            ("bytes=0-", true),
            ("bytes=5-9", true),
            ("bytes=9-5", false),
            ("bytes=10-9", false),
            ("bytes=9-10", true),
            ("bytes=0010-9", false),
            ("bytes=18446744073709551616-18446744073709551617", true),
            ("bytes=-5", false),
            ("bytes=0-1,3-4", false),
            ("bytes= 0-", false),
            ("bytes=0 -", false),
            ("Bytes=0-", false),
            ("0-1", false),
            ("bytes=", false),
            ("bytes=-", false),
        ] {
            assert_eq!(is_safelisted("range", value.as_bytes()), simple, "{value}");
        }
    }

    #[test]
    fn no_cors_excludes_range() {
        assert!(is_no_cors_safelisted("accept", b"a"));
        assert!(!is_no_cors_safelisted("content-type", b"application/json"));
        assert!(!is_no_cors_safelisted("range", b"bytes=0-"));
    }
}
