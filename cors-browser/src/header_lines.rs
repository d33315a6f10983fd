//! Access to all field lines of a header.

use http::HeaderMap;

/// The values of a header's field lines, as the header types of `cors_runtime` parse them.
pub(crate) fn lines<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a [u8]> {
    headers
        .get_all(name)
        .iter()
        .map(http::HeaderValue::as_bytes)
}

/// All field lines as one value, by
/// [get](https://fetch.spec.whatwg.org/#concept-header-list-get).
pub(crate) fn joined(headers: &HeaderMap, name: &str) -> String {
    let lines: Vec<_> = lines(headers, name)
        .map(|line| {
            String::from_utf8_lossy(line)
                .trim_matches([' ', '\t'])
                .to_owned()
        })
        .collect();
    lines.join(", ")
}
