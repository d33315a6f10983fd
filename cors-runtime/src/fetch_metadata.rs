//! Whose page a request comes from: the server's own, or another site's.
//!
//! Only `enforce` asks. CORS itself has no notion of it: a browser sends `Origin` with a form of the
//! server's own pages too.

use super::request::RequestOrigin;

/// What a request says about where it is sent and from which site. Doors fill it in for policies
/// that enforce, and leave it empty for others, which never ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Site<'r> {
    /// The value of `Sec-Fetch-Site`, if it is sent.
    pub fetch_site: Option<&'r [u8]>,
    /// The authority the request is for: `:authority` of HTTP/2 and 3, or the `Host` header.
    pub authority: Option<&'r [u8]>,
}

impl Site<'_> {
    /// Whether a request with this `Origin` comes from a page of the server's own.
    ///
    /// W3C Fetch Metadata, `Sec-Fetch-Site`: no script can set it, so where it is sent it is believed,
    /// and only `same-origin` and `none` (the user typed the address) are the server's own. Browsers
    /// leave it out on plain HTTP; there the origin's host and port are compared with what the request is
    /// for.
    #[must_use]
    pub fn is_own(&self, origin: RequestOrigin<'_>) -> bool {
        match (self.fetch_site, origin) {
            (Some(site), _) => site == b"same-origin" || site == b"none",
            (None, RequestOrigin::One(origin)) => {
                self.authority.is_some_and(|own| is_origin_of(own, origin))
            }
            (None, RequestOrigin::Absent | RequestOrigin::Several) => false,
        }
    }
}

/// Whether `origin` is the origin of `authority`, over HTTP or HTTPS. Which of the two a server cannot
/// tell behind a proxy. The default port may be written in an authority, and never is in an origin.
fn is_origin_of(authority: &[u8], origin: &[u8]) -> bool {
    let (own, default_port) = match origin {
        [b'h', b't', b't', b'p', b's', b':', b'/', b'/', own @ ..] => (own, &b":443"[..]),
        [b'h', b't', b't', b'p', b':', b'/', b'/', own @ ..] => (own, &b":80"[..]),
        _ => return false,
    };
    let bare = authority.strip_suffix(default_port).unwrap_or(authority);
    // An empty `Host` is what RFC 9112 §3.2 has for a target without authority: nobody's own.
    !own.is_empty() && (own.eq_ignore_ascii_case(bare) || own.eq_ignore_ascii_case(authority))
}

#[cfg(test)]
mod tests {
    use super::{RequestOrigin, Site};

    fn is_own(fetch_site: Option<&str>, authority: Option<&str>, origin: &str) -> bool {
        let site = Site {
            fetch_site: fetch_site.map(str::as_bytes),
            authority: authority.map(str::as_bytes),
        };
        site.is_own(RequestOrigin::One(origin.as_bytes()))
    }

    #[test]
    fn what_the_browser_says_of_the_site_is_believed() {
        for (said, own) in [
            ("same-origin", true),
            ("none", true),
            ("same-site", false),
            ("cross-site", false),
            ("Same-Origin", false),
            ("", false),
        ] {
            for origin in ["https://api.example", "null", "https://evil.example"] {
                let found = is_own(Some(said), Some("api.example"), origin);
                assert_eq!(found, own, "{said} from {origin}");
            }
        }
    }

    #[test]
    fn without_a_word_of_the_browser_the_authority_decides() {
        for (authority, origin, own) in [
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
                is_own(None, Some(authority), origin),
                own,
                "{origin} at {authority}"
            );
        }
        assert!(!is_own(None, None, "https://api.example"));
    }

    #[test]
    fn nobody_and_several_are_not_the_servers_own() {
        let site = Site {
            fetch_site: None,
            authority: Some(b"api.example"),
        };
        assert!(!site.is_own(RequestOrigin::Several));
        assert!(!site.is_own(RequestOrigin::Absent));
    }
}
