//! The host and the path of a request, for sources of origins.

/// The host and the path of a request, which an [`OriginSource`](crate::OriginSource) may depend on.
///
/// Both are what the client sent. In a nested axum router and in a scope of actix-web, the path of an
/// annotated handler is the whole one, and in Rocket it contains the base. A `CorsLayer` sees the path of
/// the request that it receives: in a nested axum router, that is the path without the prefix.
///
/// `X-Forwarded-Host`, `Forwarded` and the like are not read, because any
/// client can send them: a proxy has to pass `Host` on. A script cannot choose the `Host` of its request
/// independently of the server that the request goes to.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::RequestTarget;
///
/// let target = RequestTarget::new(Some(b"acme.example.com:8443"), "/notes/7");
/// assert_eq!(target.host(), Some("acme.example.com"));
/// assert_eq!(target.authority(), Some("acme.example.com:8443"));
/// assert_eq!(target.path(), "/notes/7");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RequestTarget<'r> {
    authority: Option<&'r [u8]>,
    path: &'r str,
}

impl<'r> RequestTarget<'r> {
    /// Creates a target. `authority` is `:authority` of HTTP/2 and 3, or the value of `Host`; `path` is the
    /// path of the request before any router has removed a prefix.
    #[must_use]
    pub const fn new(authority: Option<&'r [u8]>, path: &'r str) -> Self {
        Self { authority, path }
    }

    /// Returns the host without the port: `acme.example.com`, `[::1]`. `None` if the request has no host, or
    /// a value that is not a host with an optional port.
    ///
    /// Upper-case letters are not converted. Browsers send the host in lower case, so an exact comparison
    /// with a lower-case name serves every page, and allows no origin to a client that sends another
    /// spelling. A trailing dot is kept as well.
    #[must_use]
    pub fn host(&self) -> Option<&'r str> {
        let authority = self.authority()?;
        // An IPv6 address contains colons.
        let port = authority.rfind(']').map_or(0, |end| end + 1);
        let (host, port) = match authority[port..].find(':') {
            Some(colon) => authority.split_at(port + colon),
            None => (authority, ""),
        };
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
        let ipv6 = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'));
        let name = ipv6.unwrap_or(host);
        let is_host = !name.is_empty() && !name.contains(is_delimiter);
        (is_host && is_port(port.strip_prefix(':').unwrap_or(port))).then_some(host)
    }

    /// Returns `:authority` or the value of `Host` as the client sent it, with the port if there is one.
    /// `None` if the request has neither, or a value that is not ASCII.
    #[must_use]
    pub fn authority(&self) -> Option<&'r str> {
        let authority = self.authority.filter(|authority| authority.is_ascii())?;
        std::str::from_utf8(authority).ok()
    }

    /// Returns the path as the client sent it, without the query: `/notes/7`. It is still percent-encoded,
    /// and a router may find a handler for another spelling of the same path, so allow no origin for a
    /// path that is not known.
    #[must_use]
    pub const fn path(&self) -> &'r str {
        self.path
    }
}

/// Returns whether a character separates the host from another part, or cannot occur in a host.
fn is_delimiter(c: char) -> bool {
    matches!(
        c,
        '@' | '/' | '\\' | '?' | '#' | '[' | ']' | ',' | ' ' | '\t'
    )
}

#[cfg(test)]
mod tests {
    use super::RequestTarget;

    #[test]
    fn host_is_the_authority_without_its_port() {
        for (authority, host) in [
            ("acme.example.com", Some("acme.example.com")),
            ("acme.example.com:8443", Some("acme.example.com")),
            ("acme.example.com:", Some("acme.example.com")),
            ("ACME.example.com.", Some("ACME.example.com.")),
            ("127.0.0.1:3000", Some("127.0.0.1")),
            ("[::1]", Some("[::1]")),
            ("[::1]:3000", Some("[::1]")),
            ("", None),
            (":3000", None),
            ("[]", None),
            ("[]:3000", None),
            ("::1", None),
            ("[::1", None),
            ("[]]", None),
            ("[[::1]]", None),
            ("[::1]3000", None),
            ("acme.example.com:80a", None),
            ("acme.example.com:80:80", None),
            ("user@acme.example.com", None),
            ("user:1@acme.example.com", None),
            ("acme.example.com/", None),
            ("acme.example.com, evil.example", None),
            ("acme.example.com evil.example", None),
            ("\u{e4}.example", None),
        ] {
            let target = RequestTarget::new(Some(authority.as_bytes()), "/");
            assert_eq!(target.host(), host, "{authority}");
            let expected = Some(authority).filter(|authority| authority.is_ascii());
            assert_eq!(target.authority(), expected, "{authority}");
        }
        assert_eq!(RequestTarget::new(Some(b"\xff"), "/").authority(), None);
        let empty = RequestTarget::default();
        assert_eq!(
            (empty.host(), empty.authority(), empty.path()),
            (None, None, "")
        );
    }
}
