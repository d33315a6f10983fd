//! Questions about texts, over bytes and slices.
//!
//! Plain on purpose. The macro is compiled with the judge in every user's clean build, and there each
//! iterator, pattern and closure of the standard library costs as much as the code around it: asking
//! here took two fifths off the time that the judge takes to compile.

/// Where the first of `bytes` stands, which are ASCII.
pub(super) fn find_any(text: &str, bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        if bytes.contains(&text.as_bytes()[at]) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether one of `bytes` stands in it, which are ASCII.
pub(super) fn has_any(text: &str, bytes: &[u8]) -> bool {
    find_any(text, bytes).is_some()
}

/// Whether `is` says so of every byte.
pub(super) fn all(text: &str, is: fn(u8) -> bool) -> bool {
    for byte in text.as_bytes() {
        if !is(*byte) {
            return false;
        }
    }
    true
}

/// Whether `text` is one of `texts`.
pub(super) fn is_one_of(text: &str, texts: &[&str]) -> bool {
    for one in texts {
        if *one == text {
            return true;
        }
    }
    false
}

/// The pieces between `bytes`, which are ASCII, without the empty ones.
pub(super) fn pieces<'t>(text: &'t str, bytes: &[u8]) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let end = find_any(rest, bytes).unwrap_or(rest.len());
        if end > 0 {
            pieces.push(&rest[..end]);
        }
        if end == rest.len() {
            return pieces;
        }
        rest = &rest[end + 1..];
    }
}

/// The texts as a list of string literals.
pub(super) fn quoted(texts: &[String]) -> String {
    let mut list = String::new();
    for text in texts {
        if !list.is_empty() {
            list.push_str(", ");
        }
        push_quoted(&mut list, text);
    }
    list
}

fn push_quoted(list: &mut String, text: &str) {
    list.push('"');
    for character in text.chars() {
        if character == '"' || character == '\\' {
            list.push('\\');
        }
        list.push(character);
    }
    list.push('"');
}

/// The texts, sorted and each once, with commas between them.
pub(super) fn as_sent(texts: &[String]) -> String {
    // Lists that people write are short.
    let mut sorted: Vec<&str> = Vec::new();
    for text in texts {
        let mut at = sorted.len();
        while at > 0 && sorted[at - 1] > text.as_str() {
            at -= 1;
        }
        if at == 0 || sorted[at - 1] != text {
            sorted.insert(at, text);
        }
    }
    let mut list = String::new();
    for text in sorted {
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(text);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_where_the_first_of_them_stands() {
        for (text, bytes, at) in [
            ("", "ab", None),
            ("b", "ab", Some(0)),
            ("xxba", "ab", Some(2)),
            ("äb", "ab", Some(2)),
            ("xyz", "ab", None),
        ] {
            assert_eq!(find_any(text, bytes.as_bytes()), at, "{text}");
            assert_eq!(has_any(text, bytes.as_bytes()), at.is_some(), "{text}");
        }
    }

    #[test]
    fn words_are_compared_as_a_whole() {
        assert!(is_one_of("b", &["a", "b"]) && !is_one_of("", &["a", "b"]));
        assert!(!is_one_of("ab", &["a", "b"]) && !is_one_of("A", &["a", "b"]));
        assert!(all("", |_| false) && all("aa", |byte| byte == b'a'));
        assert!(!all("ab", |byte| byte == b'a'));
    }

    #[test]
    fn pieces_are_never_empty() {
        for (text, expected) in [
            ("", &[][..]),
            (",", &[]),
            (",;,", &[]),
            ("a", &["a"]),
            ("a,b", &["a", "b"]),
            (",a,;b,", &["a", "b"]),
        ] {
            assert_eq!(pieces(text, b",;"), expected, "{text}");
        }
    }

    #[test]
    fn lists_are_written_for_rust_and_for_the_wire() {
        for (texts, for_rust, for_the_wire) in [
            (&[][..], "", ""),
            (&["a"], r#""a""#, "a"),
            (&["b", "a"], r#""b", "a""#, "a,b"),
            (
                &["b", "a", "b", "c", "a"],
                r#""b", "a", "b", "c", "a""#,
                "a,b,c",
            ),
            (&["a\"", "\\b"], r#""a\"", "\\b""#, "\\b,a\""),
        ] {
            let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
            assert_eq!(quoted(&texts), for_rust);
            assert_eq!(as_sent(&texts), for_the_wire);
        }
    }
}
