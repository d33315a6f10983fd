//! Exact origins and patterns over origins, and their comparison with the origin of a request.
//!
//! Security depends on this file: a suffix that is compared without its dot matches a domain of another
//! owner. So there are no substrings or regular expressions, only labels and a port. A pattern within a
//! label never reaches beyond the label's dot.

use std::borrow::Cow;
use std::fmt;

use super::ip::is_loopback;
use super::label::LabelPattern;
use super::limits::{MAX_HOST_LEN, MAX_LABEL_LEN, MAX_ORIGIN_LEN};

/// The scheme of an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// `http`
    Http,
    /// `https`
    Https,
}

impl Scheme {
    /// Returns the text before the host: `http://` or `https://`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Scheme::Http => "http://",
            Scheme::Https => "https://",
        }
    }

    /// Returns the [default port](https://url.spec.whatwg.org/#default-port), which browsers omit.
    #[must_use]
    pub const fn default_port(self) -> u16 {
        match self {
            Scheme::Http => 80,
            Scheme::Https => 443,
        }
    }
}

/// The port of an origin or of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Port {
    /// The default port of the scheme, which is omitted.
    Default,
    /// A port other than the default one.
    Number(u16),
    /// `:*`: any port, including the default one.
    Any,
}

/// The labels that a pattern matches before its host.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Wildcard {
    /// None: the host is exact.
    None,
    /// `*.`: one or more whole labels.
    Subdomains,
    /// `app-*-team.`: one label that the pattern matches.
    Label(LabelPattern),
}

/// An exact origin, or a pattern with `*.` before the host, a `*` in its first label, `:*` after it, or
/// one of the former and the latter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OriginPattern {
    scheme: Scheme,
    wildcard: Wildcard,
    host: Cow<'static, str>,
    port: Port,
}

impl OriginPattern {
    pub(crate) const fn new(scheme: Scheme, wildcard: Wildcard, host: String, port: Port) -> Self {
        Self {
            scheme,
            wildcard,
            host: Cow::Owned(host),
            port,
        }
    }

    /// Returns the pattern with another scheme, host and port, and with the same wildcard.
    pub(crate) fn with_parts(&self, scheme: Scheme, host: &str, port: Port) -> Self {
        Self::new(scheme, self.wildcard.clone(), host.to_owned(), port)
    }

    /// Creates a pattern from the parts that validation returned. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_validated_parts(
        scheme: Scheme,
        subdomains: bool,
        host: &'static str,
        port: Port,
    ) -> Self {
        Self {
            scheme,
            wildcard: if subdomains {
                Wildcard::Subdomains
            } else {
                Wildcard::None
            },
            host: Cow::Borrowed(host),
            port,
        }
    }

    /// Creates a pattern with a `*` between the two texts in its first label, from the parts that
    /// validation returned. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_validated_label(
        scheme: Scheme,
        prefix: &'static str,
        suffix: &'static str,
        host: &'static str,
        port: Port,
    ) -> Self {
        Self {
            scheme,
            wildcard: Wildcard::Label(LabelPattern::from_validated_parts(prefix, suffix)),
            host: Cow::Borrowed(host),
            port,
        }
    }

    /// Returns the scheme.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Returns whether the pattern matches the subdomains of its host, and not the host itself.
    #[must_use]
    pub const fn matches_subdomains(&self) -> bool {
        matches!(self.wildcard, Wildcard::Subdomains)
    }

    /// Returns the pattern over the first label, if the `*` is a part of that label, as in
    /// `https://app-*-team.vercel.app`.
    #[must_use]
    pub const fn label(&self) -> Option<&LabelPattern> {
        match &self.wildcard {
            Wildcard::Label(label) => Some(label),
            _ => None,
        }
    }

    /// Returns the host, without `*.` and without a label with a `*`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the host without the dot at its end, which names the same host in the domain name system.
    pub(crate) fn host_without_dot(&self) -> &str {
        self.host.strip_suffix('.').unwrap_or(&self.host)
    }

    /// Returns the host without the dot at its end, with the label that has a `*`: `app-*.vercel.app`.
    pub(crate) fn host_with_label(&self) -> Cow<'_, str> {
        let host = self.host_without_dot();
        match &self.wildcard {
            Wildcard::Label(label) => Cow::Owned(format!("{label}.{host}")),
            _ => Cow::Borrowed(host),
        }
    }

    /// Returns the port.
    #[must_use]
    pub const fn port(&self) -> Port {
        self.port
    }

    /// Returns whether the pattern matches a single origin.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        matches!(self.wildcard, Wildcard::None) && !matches!(self.port, Port::Any)
    }

    /// Returns whether the host is the machine that the browser runs on.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// Returns whether the pattern matches `origin`, the value of an `Origin` header.
    ///
    /// The comparison is byte by byte, like the
    /// [CORS check](https://fetch.spec.whatwg.org/#cors-check) in browsers, so an origin in another form
    /// than browsers send does not match. The work is bounded by the length of the longest origin.
    ///
    /// `https://*.example.com` matches `https://a.example.com` and `https://b.a.example.com`, but neither
    /// `https://example.com` nor `https://evilexample.com`.
    #[must_use]
    pub fn matches(&self, origin: &[u8]) -> bool {
        if origin.len() > MAX_ORIGIN_LEN {
            return false;
        }
        let Some(rest) = origin.strip_prefix(self.scheme.prefix().as_bytes()) else {
            return false;
        };
        let (host, port) = match self.port {
            // A host has no colon outside of brackets, so an origin with a port has another host.
            Port::Default => (rest, None),
            Port::Number(_) | Port::Any => self.split_port(rest),
        };
        self.matches_port(port) && self.matches_host(host)
    }

    /// Splits the port off at the colon outside of brackets. A host in brackets has no labels, so it is
    /// compared as a whole.
    fn split_port<'o>(&self, rest: &'o [u8]) -> (&'o [u8], Option<&'o [u8]>) {
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
            (Port::Number(expected), Some(port)) => parse_port(port) == Some(expected),
            (Port::Any, Some(port)) => {
                parse_port(port).is_some_and(|port| port != self.scheme.default_port())
            }
            _ => false,
        }
    }

    fn matches_host(&self, host: &[u8]) -> bool {
        if matches!(self.wildcard, Wildcard::None) {
            return host == self.host.as_bytes();
        }
        if host.len() > MAX_HOST_LEN {
            return false;
        }
        let before = host.len().checked_sub(self.host.len());
        match before.and_then(|before| host.split_at_checked(before)) {
            // The dot before the domain makes it a subdomain.
            Some(([labels @ .., b'.'], domain)) => {
                domain == self.host.as_bytes()
                    && match &self.wildcard {
                        Wildcard::None => false,
                        Wildcard::Subdomains => are_labels(labels),
                        Wildcard::Label(label) => label.matches(labels),
                    }
            }
            _ => false,
        }
    }
}

/// Returns whether the text is labels with dots between them, in the form that the URL parser returns.
fn are_labels(bytes: &[u8]) -> bool {
    let is_label_byte = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    let mut labels = bytes.split(|byte| *byte == b'.');
    labels
        .all(|label| (1..=MAX_LABEL_LEN).contains(&label.len()) && label.iter().all(is_label_byte))
}

/// Parses a port in the form that browsers send: digits without a sign or a leading zero.
fn parse_port(digits: &[u8]) -> Option<u16> {
    let is_canonical = digits.iter().all(u8::is_ascii_digit) && !digits.starts_with(b"0");
    let digits = std::str::from_utf8(digits).ok().filter(|_| is_canonical)?;
    digits.parse().ok()
}

impl fmt::Display for OriginPattern {
    /// Writes the pattern as it is written in a policy. An exact origin is written as browsers send it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.scheme.prefix())?;
        match &self.wildcard {
            Wildcard::None => {}
            Wildcard::Subdomains => f.write_str("*.")?,
            Wildcard::Label(label) => write!(f, "{label}.")?,
        }
        f.write_str(&self.host)?;
        match self.port {
            Port::Default => Ok(()),
            Port::Number(port) => write!(f, ":{port}"),
            Port::Any => f.write_str(":*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OriginPattern, Port, Scheme};

    fn matches(subdomains: bool, port: Port, origin: &str) -> bool {
        OriginPattern::from_validated_parts(Scheme::Https, subdomains, "example.com", port)
            .matches(origin.as_bytes())
    }

    #[test]
    fn subdomains_are_whole_labels() {
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
    fn ports_match_in_the_form_that_browsers_send() {
        for (port, sent, expected) in [
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
            assert_eq!(matches(false, port, &origin), expected, "{port:?} {origin}");
            let origin = format!("https://a.example.com{sent}");
            assert_eq!(matches(true, port, &origin), expected, "{port:?} {origin}");
        }
    }
}
