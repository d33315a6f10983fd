//! Whether an origin that a browser sent is one that a pattern stands for.
//!
//! Security rests on this file: a suffix compared without its dot is somebody else's domain. There
//! is no prefix, no substring and no regular expression here, only whole labels and a port.

use super::limits::{MAX_HOST_LEN, MAX_LABEL_LEN, MAX_ORIGIN_LEN};
use super::pattern::{OriginPattern, Port, Scheme};

impl OriginPattern {
    /// Whether `origin`, as a browser sent it, is one that this stands for.
    ///
    /// Byte by byte, as the CORS check compares: an origin in any other form than the one browsers
    /// send is not one. The work is bounded by the longest origin there can be.
    ///
    /// ```
    /// use cors_policy::{PolicySpec, validate};
    /// let policy = judge(&PolicySpec::from_lists([("origins", &["https://*.example.com"])])).policy.unwrap();
    /// assert!(policy.allows(b"https://a.example.com"));
    /// assert!(!policy.allows(b"https://example.com"));
    /// assert!(!policy.allows(b"https://evilexample.com"));
    /// ```
    #[must_use]
    pub fn matches(&self, origin: &[u8]) -> bool {
        self.matches_right_here(origin)
    }

    /// The same, compiled into the place that asks.
    #[allow(clippy::inline_always, reason = "half of a miss is the call")]
    #[inline(always)]
    pub(super) fn matches_right_here(&self, origin: &[u8]) -> bool {
        if origin.len() > MAX_ORIGIN_LEN {
            return false;
        }
        // Constants, which are compared as words.
        let rest = match self.scheme {
            Scheme::Http => origin.strip_prefix(Scheme::Http.prefix().as_bytes()),
            Scheme::Https => origin.strip_prefix(Scheme::Https.prefix().as_bytes()),
        };
        let Some(rest) = rest else {
            return false;
        };
        let (host, port) = match self.port {
            // No host has a colon outside brackets, so what has a port is not this host.
            Port::Default => (rest, None),
            Port::Number(_) | Port::Any => self.without_port(rest),
        };
        self.matches_port(port) && self.matches_host(host)
    }

    /// The colon outside brackets separates the port; a host in brackets is never a pattern with
    /// subdomains, so its own text is compared as a whole.
    fn without_port<'o>(&self, rest: &'o [u8]) -> (&'o [u8], Option<&'o [u8]>) {
        let in_brackets = if self.host.starts_with('[') {
            self.host.len()
        } else {
            0
        };
        let outside = rest.get(in_brackets..).unwrap_or_default();
        match outside.iter().position(|byte| *byte == b':') {
            Some(at) => (&rest[..in_brackets + at], Some(&outside[at + 1..])),
            None => (rest, None),
        }
    }

    fn matches_port(&self, port: Option<&[u8]>) -> bool {
        match (self.port, port) {
            (Port::Default | Port::Any, None) => true,
            (Port::Number(expected), Some(port)) => sent_port(port) == Some(expected),
            (Port::Any, Some(port)) => {
                sent_port(port).is_some_and(|port| port != self.scheme.default_port())
            }
            _ => false,
        }
    }

    #[inline]
    fn matches_host(&self, host: &[u8]) -> bool {
        if !self.subdomains {
            return host == self.host.as_bytes();
        }
        if host.len() > MAX_HOST_LEN {
            return false;
        }
        let before = host.len().checked_sub(self.host.len());
        match before.and_then(|before| host.split_at_checked(before)) {
            // The dot between is what makes it a subdomain, and what most strangers lack at this place.
            Some(([labels @ .., b'.'], domain)) => {
                domain == self.host.as_bytes() && are_labels(labels)
            }
            _ => false,
        }
    }
}

/// Labels as browsers send them, with dots between: what a domain has after it went through the URL
/// parser.
fn are_labels(bytes: &[u8]) -> bool {
    let mut length = 0;
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' if length < MAX_LABEL_LEN => length += 1,
            b'.' if length > 0 => length = 0,
            _ => return false,
        }
    }
    length > 0
}

/// A port as browsers send it: no sign, no zero in front.
fn sent_port(digits: &[u8]) -> Option<u16> {
    if digits.is_empty() || digits.len() > 5 || digits[0] == b'0' {
        return None;
    }
    let mut port: u32 = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        port = port * 10 + u32::from(digit - b'0');
    }
    u16::try_from(port).ok()
}

#[cfg(test)]
mod tests {
    use super::super::pattern::Scheme;
    use super::{OriginPattern, Port};

    fn matches(subdomains: bool, port: Port, origin: &str) -> bool {
        let host = "example.com".to_owned();
        OriginPattern::new(Scheme::Https, subdomains, host, port).matches(origin.as_bytes())
    }

    #[test]
    fn a_subdomain_is_whole_labels_before_a_dot() {
        let longest = "a".repeat(63);
        for labels in [
            "a",
            "a.b.c",
            "a-b",
            "_a",
            "0",
            &longest,
            &format!("{longest}.b"),
        ] {
            let origin = format!("https://{labels}.example.com");
            assert!(matches(true, Port::Default, &origin), "{origin}");
            assert!(!matches(false, Port::Default, &origin), "{origin}");
        }
        let long = "a".repeat(64);
        for labels in [
            "", ".", "a.", ".a", "a..b", "A", "a b", "é", "*", "a:1", &long,
        ] {
            let origin = format!("https://{labels}.example.com");
            assert!(!matches(true, Port::Default, &origin), "{origin}");
        }
        for origin in [
            "https://example.com",
            "https://evilexample.com",
            "https://a.example.com.",
            "https://a.example.org",
            "http://a.example.com",
        ] {
            assert!(!matches(true, Port::Default, origin), "{origin}");
        }
    }

    #[test]
    fn a_port_is_the_one_or_any_and_the_schemes_own_is_not_sent() {
        for (port, sent, is_meant) in [
            (Port::Default, "", true),
            (Port::Default, ":443", false),
            (Port::Default, ":8080", false),
            (Port::Number(8080), ":8080", true),
            (Port::Number(8080), ":8081", false),
            (Port::Number(8080), "", false),
            (Port::Any, "", true),
            (Port::Any, ":1", true),
            (Port::Any, ":65535", true),
            (Port::Any, ":443", false),
            (Port::Any, ":65536", false),
            (Port::Any, ":080", false),
            (Port::Any, ":+80", false),
            (Port::Any, ":", false),
        ] {
            let origin = format!("https://example.com{sent}");
            assert_eq!(matches(false, port, &origin), is_meant, "{port:?} {origin}");
            let origin = format!("https://a.example.com{sent}");
            assert_eq!(matches(true, port, &origin), is_meant, "{port:?} {origin}");
        }
    }
}
