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
