//! A second matcher, which the property tests and the fuzz targets hold the first one against. It
//! shares no line with it.

/// The matcher once more, as slowly and plainly as it can be said: take the origin apart at every
/// separator there is, and compare the pieces.
pub(crate) fn naive(pattern: &str, origin: &str) -> bool {
    let take_apart = |text: &str| -> Option<(String, Vec<String>, Option<String>)> {
        let (scheme, rest) = text.split_once("://")?;
        // The colons of an IPv6 address are its own.
        let (brackets, rest) = rest.split_at(rest.find(']').map_or(0, |end| end + 1));
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port.to_owned())),
            None => (rest, None),
        };
        let host = format!("{brackets}{host}");
        let labels = host.split('.').map(str::to_owned).collect();
        Some((scheme.to_owned(), labels, port))
    };
    let Some((scheme, labels, port)) = take_apart(origin) else {
        return false;
    };
    let Some((wanted_scheme, mut wanted_labels, wanted_port)) = take_apart(pattern) else {
        return false;
    };
    let number = |port: &String| -> Option<u16> {
        let number: u16 = port.parse().ok()?;
        let default = if scheme == "http" { 80 } else { 443 };
        // As it is sent: no sign, no zero in front, not the default.
        (number.to_string() == *port && number != 0 && number != default).then_some(number)
    };
    let port_fits = match (wanted_port.as_deref(), &port) {
        (Some("*") | None, None) => true,
        (Some("*"), Some(port)) => number(port).is_some(),
        (Some(wanted), Some(port)) => wanted == port,
        _ => false,
    };
    let host_fits = if wanted_labels[0] == "*" {
        wanted_labels.remove(0);
        let own = labels.len().saturating_sub(wanted_labels.len());
        let is_sent = |label: &String| {
            (1..=63).contains(&label.len())
                && label
                    .chars()
                    .all(|c| "abcdefghijklmnopqrstuvwxyz0123456789-_".contains(c))
        };
        own > 0
            && labels[own..] == wanted_labels[..]
            && labels[..own].iter().all(is_sent)
            && labels.join(".").len() <= 253
    } else {
        labels == wanted_labels
    };
    scheme == wanted_scheme && port_fits && host_fits
}
