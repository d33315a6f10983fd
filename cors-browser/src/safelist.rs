//! What needs no preflight: the methods and request headers that a form could send as well.
//!
//! [CORS-safelisted methods](https://fetch.spec.whatwg.org/#cors-safelisted-method) and
//! [request headers](https://fetch.spec.whatwg.org/#cors-safelisted-request-header), by name and
//! value. What a preflight then says is judged in `preflight`.

use data_url::mime::Mime;

/// How many bytes a safelisted value may have.
const LONGEST_VALUE: usize = 128;

/// How many bytes all safelisted values may have together.
const LONGEST_VALUES: usize = 1024;

/// Byte for byte: a method in lower case is another method.
pub(super) fn is_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// The [CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names):
/// in lower case, each once, sorted. `more_safelisted` are names that this engine lets pass as well.
pub(super) fn unsafe_names<'a>(
    headers: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    more_safelisted: &[&str],
) -> Vec<String> {
    let mut names = Vec::new();
    let mut pending = Vec::new();
    let mut size = 0;
    for (name, value) in headers {
        if more_safelisted.contains(&name) {
            continue;
        }
        if is_safelisted(name, value) {
            pending.push(name);
            size += value.len();
        } else {
            names.push(name);
        }
    }
    // Together they are too much for a form, so that none of them passes.
    if size > LONGEST_VALUES {
        names.append(&mut pending);
    }
    let mut names: Vec<String> = names.into_iter().map(str::to_ascii_lowercase).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether this header needs no preflight. `name` is in lower case.
pub(super) fn is_safelisted(name: &str, value: &[u8]) -> bool {
    if value.len() > LONGEST_VALUE {
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

/// Whether mode `no-cors` lets a script set it:
/// [no-CORS-safelisted request-header](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header).
pub(super) fn is_no_cors_safelisted(name: &str, value: &[u8]) -> bool {
    let by_name = matches!(
        name,
        "accept" | "accept-language" | "content-language" | "content-type"
    );
    by_name && is_safelisted(name, value)
}

/// A [CORS-unsafe request-header byte](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte).
fn has_unsafe_byte(value: &[u8]) -> bool {
    value
        .iter()
        .any(|&byte| (byte < 0x20 && byte != b'\t') || b"\"():<>?@[\\]{}\x7f".contains(&byte))
}

fn is_language_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" *,-.;=".contains(&byte)
}

/// The three types of a form. Parsed and not extracted: `text/plain,application/json` is none.
fn is_form_type(value: &[u8]) -> bool {
    // Isomorphic decoding: a byte is the code point of its number.
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

/// A [single range](https://fetch.spec.whatwg.org/#simple-range-header-value) that has a start:
/// `bytes=0-` and `bytes=5-9`, without white space.
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

/// Whether one number of any length is greater than another.
fn is_greater(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
    (one.len(), one) > (other.len(), other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_bounded() {
        let longest = "x".repeat(128);
        assert!(is_safelisted("accept", longest.as_bytes()));
        let longer = "x".repeat(129);
        assert!(!is_safelisted("accept", longer.as_bytes()));
    }

    #[test]
    fn together_they_are_bounded_too() {
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
    fn names_are_sorted_lower_case_and_single() {
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
    fn ranges() {
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
    fn no_cors_knows_no_range() {
        assert!(is_no_cors_safelisted("accept", b"a"));
        assert!(!is_no_cors_safelisted("content-type", b"application/json"));
        assert!(!is_no_cors_safelisted("range", b"bytes=0-"));
    }
}
