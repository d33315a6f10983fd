//! Recognition of same-origin requests, for `enforce`.

use crate::request_origin::RequestOrigin;

/// The headers by which a server recognises a same-origin request. Integrations read them for
/// policies that enforce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FetchMetadata<'r> {
    /// The value of `Sec-Fetch-Site`.
    pub fetch_site: Option<&'r [u8]>,
    /// The authority of the request: `:authority` of HTTP/2 and 3, or `Host`.
    pub authority: Option<&'r [u8]>,
}

impl FetchMetadata<'_> {
    /// Returns whether a request with this `Origin` is same-origin.
    ///
    /// Scripts cannot set [`Sec-Fetch-Site`](https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header),
    /// so it decides where it is present: `same-origin`, or `none` for an address that the user typed.
    /// Browsers omit it on plain HTTP; then the host and port of the origin are compared with the
    /// authority of the request.
    #[must_use]
    pub fn is_same_origin(&self, origin: RequestOrigin<'_>) -> bool {
        match (self.fetch_site, origin) {
            (Some(site), _) => site == b"same-origin" || site == b"none",
            (None, RequestOrigin::One(origin)) => self
                .authority
                .is_some_and(|authority| is_origin_of(authority, origin)),
            (None, RequestOrigin::Absent | RequestOrigin::Multiple) => false,
        }
    }
}

/// Returns whether `origin` is the origin of `authority` over HTTP or HTTPS; behind a proxy a server cannot
/// tell which. An authority may contain the default port, an origin never does.
fn is_origin_of(authority: &[u8], origin: &[u8]) -> bool {
    let (host, default_port) = match origin {
        [b'h', b't', b't', b'p', b's', b':', b'/', b'/', host @ ..] => (host, &b":443"[..]),
        [b'h', b't', b't', b'p', b':', b'/', b'/', host @ ..] => (host, &b":80"[..]),
        _ => return false,
    };
    let without_port = authority.strip_suffix(default_port).unwrap_or(authority);
    // RFC 9112, section 3.2: `Host` is empty if the target has no authority.
    !host.is_empty()
        && (host.eq_ignore_ascii_case(without_port) || host.eq_ignore_ascii_case(authority))
}

#[cfg(test)]
mod tests {
    use super::{FetchMetadata, RequestOrigin};

    fn is_same_origin(fetch_site: Option<&str>, authority: Option<&str>, origin: &str) -> bool {
        let metadata = FetchMetadata {
            fetch_site: fetch_site.map(str::as_bytes),
            authority: authority.map(str::as_bytes),
        };
        metadata.is_same_origin(RequestOrigin::One(origin.as_bytes()))
    }

    #[test]
    fn sec_fetch_site_decides_where_it_is_present() {
        for (value, expected) in [
            ("same-origin", true),
            ("none", true),
            ("same-site", false),
            ("cross-site", false),
            ("Same-Origin", false),
            ("", false),
        ] {
            for origin in ["https://api.example", "null", "https://evil.example"] {
                let found = is_same_origin(Some(value), Some("api.example"), origin);
                assert_eq!(found, expected, "{value} from {origin}");
            }
        }
    }

    #[test]
    fn authority_decides_without_sec_fetch_site() {
        for (authority, origin, expected) in [
            ("api.example", "https://api.example", true),
            ("api.example", "http://api.example", true),
            ("API.example", "https://api.example", true),
            ("api.example:443", "https://api.example", true),
            ("api.example:80", "http://api.example", true),
            ("api.example:8443", "https://api.example:8443", true),
            ("[::1]:3000", "http://[::1]:3000", true),
            ("api.example:80", "https://api.example", false),
            ("api.example:443", "http://api.example", false),
            ("api.example", "https://api.example:8443", false),
            ("api.example:8443", "https://api.example", false),
            ("api.example", "https://xapi.example", false),
            ("api.example", "https://api.example.evil", false),
            ("api.example", "ftp://api.example", false),
            ("api.example", "api.example", false),
            ("api.example", "null", false),
            ("", "https://", false),
            (":443", "https://", false),
        ] {
            assert_eq!(
                is_same_origin(None, Some(authority), origin),
                expected,
                "{origin} at {authority}"
            );
        }
        assert!(!is_same_origin(None, None, "https://api.example"));
    }

    #[test]
    fn absent_and_multiple_origins_are_not_same_origin() {
        let metadata = FetchMetadata {
            fetch_site: None,
            authority: Some(b"api.example"),
        };
        assert!(!metadata.is_same_origin(RequestOrigin::Multiple));
        assert!(!metadata.is_same_origin(RequestOrigin::Absent));
    }
}
