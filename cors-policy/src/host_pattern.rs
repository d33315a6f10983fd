//! A host in the list `hosts`, and whether it matches the host of a request.

use std::borrow::Cow;
use std::fmt;

use crate::origin::pattern::Port;

/// A host that the server has, with a port or `:*`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HostPattern {
    host: Cow<'static, str>,
    port: Port,
}

impl HostPattern {
    pub(crate) fn new(host: String, port: Port) -> Self {
        Self {
            host: Cow::Owned(host),
            port,
        }
    }

    /// Creates a pattern from the parts that validation returned. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_validated_parts(host: &'static str, port: Port) -> Self {
        Self {
            host: Cow::Borrowed(host),
            port,
        }
    }

    /// Returns the host, in lower case.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the port. [`Port::Default`] matches the default ports of HTTP and HTTPS.
    #[must_use]
    pub const fn port(&self) -> Port {
        self.port
    }

    /// Returns whether the pattern matches `authority`, the value of `Host` or `:authority`. Hosts are
    /// compared without regard to case.
    #[must_use]
    pub fn matches(&self, authority: &[u8]) -> bool {
        let length = self.host.len();
        let Some((host, port)) = authority.split_at_checked(length) else {
            return false;
        };
        let matches_port = match (self.port, port) {
            (Port::Default, b"" | b":80" | b":443") | (Port::Any, b"") => true,
            (Port::Any, [b':', digits @ ..]) => parse_port(digits).is_some(),
            (Port::Number(expected), [b':', digits @ ..]) => parse_port(digits) == Some(expected),
            _ => false,
        };
        matches_port && host.eq_ignore_ascii_case(self.host.as_bytes())
    }
}

fn parse_port(digits: &[u8]) -> Option<u16> {
    let digits = std::str::from_utf8(digits).ok()?;
    let is_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_digits)
}

impl fmt::Display for HostPattern {
    /// Writes the host as it is written in a policy.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
    use super::{HostPattern, Port};

    #[test]
    fn host_and_port_are_those_of_the_pattern() {
        let built = HostPattern::new("api.example.com".to_owned(), Port::Any);
        let constant = HostPattern::from_validated_parts("api.example.com", Port::Any);
        for pattern in [built, constant] {
            assert_eq!(pattern.host(), "api.example.com");
            assert_eq!(pattern.port(), Port::Any);
        }
    }

    #[test]
    fn hosts_match_as_a_whole_and_with_their_port() {
        let host = |port| HostPattern::new("api.example.com".to_owned(), port);
        for (port, authority, expected) in [
            (Port::Default, "api.example.com", true),
            (Port::Default, "API.Example.Com", true),
            (Port::Default, "api.example.com:443", true),
            (Port::Default, "api.example.com:80", true),
            (Port::Default, "api.example.com:8080", false),
            (Port::Default, "api.example.com.", false),
            (Port::Default, "xapi.example.com", false),
            (Port::Default, "api.example.com.evil.example", false),
            (Port::Default, "example.com", false),
            (Port::Default, "", false),
            (Port::Number(8080), "api.example.com:8080", true),
            (Port::Number(8080), "api.example.com", false),
            (Port::Number(8080), "api.example.com:80800", false),
            (Port::Number(8080), "api.example.com:+8080", false),
            (Port::Any, "api.example.com", true),
            (Port::Any, "api.example.com:1", true),
            (Port::Any, "api.example.com:", false),
            (Port::Any, "api.example.com:x", false),
            (Port::Any, "api.example.com:99999", false),
            (Port::Any, "api.example.comx", false),
        ] {
            assert_eq!(
                host(port).matches(authority.as_bytes()),
                expected,
                "{port:?} {authority}"
            );
        }
        let ipv6 = HostPattern::new("[::1]".to_owned(), Port::Any);
        assert!(ipv6.matches(b"[::1]:3000") && ipv6.matches(b"[::1]"));
        assert!(!ipv6.matches(b"[::1]3000") && !ipv6.matches(b"[::2]:3000"));
    }
}
