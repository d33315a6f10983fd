//! A second origin matcher, for differential tests against the library's. It shares no code with it.

/// Returns whether `origin` matches `pattern`.
///
/// Splits both at every separator and compares the parts: slow, but short enough to be obviously right.
#[must_use]
pub fn reference_match(pattern: &str, origin: &str) -> bool {
    let Some((scheme, labels, port)) = split_origin(origin) else {
        return false;
    };
    let Some((pattern_scheme, mut pattern_labels, pattern_port)) = split_origin(pattern) else {
        return false;
    };
    let number = |port: &String| -> Option<u16> {
        let number: u16 = port.parse().ok()?;
        let default = if scheme == "http" { 80 } else { 443 };
        // Browsers send neither a sign nor a leading zero nor the default port.
        (number.to_string() == *port && number != 0 && number != default).then_some(number)
    };
    let port_matches = match (pattern_port.as_deref(), &port) {
        (Some("*") | None, None) => true,
        (Some("*"), Some(port)) => number(port).is_some(),
        (Some(pattern), Some(port)) => pattern == port,
        _ => false,
    };
    let host_matches = if pattern_labels[0] == "*" {
        pattern_labels.remove(0);
        let wildcard_labels = labels.len().saturating_sub(pattern_labels.len());
        let is_valid = |label: &String| {
            (1..=63).contains(&label.len())
                && label
                    .chars()
                    .all(|c| "abcdefghijklmnopqrstuvwxyz0123456789-_".contains(c))
        };
        wildcard_labels > 0
            && labels[wildcard_labels..] == pattern_labels[..]
            && labels[..wildcard_labels].iter().all(is_valid)
            && labels.join(".").len() <= 253
    } else if pattern_labels[0].contains('*') {
        labels.len() == pattern_labels.len()
            && labels[1..] == pattern_labels[1..]
            && labels.join(".").len() <= 253
            && reference_match_label(&pattern_labels[0], &labels[0])
    } else {
        labels == pattern_labels
    };
    scheme == pattern_scheme && port_matches && host_matches
}

/// Returns whether a label matches a pattern with a `*`: tries every text that the `*` could stand for.
fn reference_match_label(pattern: &str, label: &str) -> bool {
    let is_inner = |text: &str| {
        text.chars()
            .all(|c| "abcdefghijklmnopqrstuvwxyz0123456789-".contains(c))
    };
    let ends_with_hyphen = label.starts_with('-') || label.ends_with('-');
    let is_registrable = label.len() <= 63 && !ends_with_hyphen && !label.starts_with("xn--");
    let mut starts = 0..label.len();
    is_registrable
        && starts.any(|start| {
            (start + 1..=label.len()).any(|end| {
                label.get(start..end).is_some_and(|inner| {
                    is_inner(inner) && pattern.replacen('*', inner, 1) == label
                })
            })
        })
}

/// Splits an origin into scheme, labels of the host, and port.
fn split_origin(text: &str) -> Option<(String, Vec<String>, Option<String>)> {
    let (scheme, rest) = text.split_once("://")?;
    // The colons inside the brackets of an IPv6 address do not start a port.
    let (brackets, rest) = rest.split_at(rest.find(']').map_or(0, |end| end + 1));
    let (host, port) = match rest.split_once(':') {
        Some((host, port)) => (host, Some(port.to_owned())),
        None => (rest, None),
    };
    let host = format!("{brackets}{host}");
    let labels = host.split('.').map(str::to_owned).collect();
    Some((scheme.to_owned(), labels, port))
}
