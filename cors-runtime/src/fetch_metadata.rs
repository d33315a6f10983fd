//! Recognition of same-origin requests, for `enforce`.

use crate::request_origin::RequestOrigin;

/// The headers by which a server recognises a same-origin request. Integrations read them for
/// policies that enforce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FetchMetadata<'r> {
    /// The value of `Sec-Fetch-Site`.
    pub fetch_site: Option<&'r [u8]>,
    /// The value of `Sec-Fetch-Mode`.
    pub fetch_mode: Option<&'r [u8]>,
    /// The authority of the request: `:authority` of HTTP/2 and 3, or `Host`.
    pub authority: Option<&'r [u8]>,
}

impl FetchMetadata<'_> {
    /// Returns whether a request with this method and `Origin` comes from another origin.
    ///
    /// Scripts cannot set [`Sec-Fetch-Site`](https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header),
    /// so it decides where it is present. `same-origin` and `none`, for an address that the user typed, are
    /// not cross-origin, and neither is a navigation: a link of another site may open a page.
    ///
    /// Browsers omit the header on plain HTTP. Then the host and port of `Origin` are compared with the
    /// authority of the request, and a request without `Origin`, which may come from any program, is not
    /// cross-origin.
    #[must_use]
    pub fn is_cross_origin(&self, method: &str, origin: RequestOrigin<'_>) -> bool {
        match (self.fetch_site, origin) {
            (Some(b"same-origin" | b"none"), _) | (None, RequestOrigin::Absent) => false,
            (Some(_), RequestOrigin::Absent) => !self.is_navigation(method),
            (Some(_), _) | (None, RequestOrigin::Multiple) => true,
            (None, RequestOrigin::One(origin)) => !self
                .authority
                .is_some_and(|authority| is_origin_of(authority, origin)),
        }
    }

    fn is_navigation(&self, method: &str) -> bool {
        self.fetch_mode == Some(b"navigate") && matches!(method, "GET" | "HEAD")
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

    fn metadata<'r>(fetch_site: Option<&'r str>, authority: Option<&'r str>) -> FetchMetadata<'r> {
        FetchMetadata {
            fetch_site: fetch_site.map(str::as_bytes),
            fetch_mode: None,
            authority: authority.map(str::as_bytes),
        }
    }

    fn is_cross_origin(fetch_site: Option<&str>, authority: Option<&str>, origin: &str) -> bool {
        let origin = RequestOrigin::One(origin.as_bytes());
        metadata(fetch_site, authority).is_cross_origin("POST", origin)
    }

    #[test]
    fn sec_fetch_site_decides_where_it_is_present() {
        for (value, expected) in [
            ("same-origin", false),
            ("none", false),
            ("same-site", true),
            ("cross-site", true),
            ("Same-Origin", true),
            ("", true),
        ] {
            for origin in ["https://api.example", "null", "https://evil.example"] {
                let found = is_cross_origin(Some(value), Some("api.example"), origin);
                assert_eq!(found, expected, "{value} from {origin}");
            }
            let found = metadata(Some(value), Some("api.example"));
            let found = found.is_cross_origin("GET", RequestOrigin::Absent);
            assert_eq!(found, expected, "{value} without Origin");
        }
    }

    #[test]
    fn navigations_are_not_cross_origin() {
        for (mode, method, expected) in [
            (Some("navigate"), "GET", false),
            (Some("navigate"), "HEAD", false),
            (Some("navigate"), "POST", true),
            (Some("no-cors"), "GET", true),
            (Some("cors"), "GET", true),
            (Some("websocket"), "GET", true),
            (Some(""), "GET", true),
            (None, "GET", true),
        ] {
            for site in ["cross-site", "same-site"] {
                let metadata = FetchMetadata {
                    fetch_mode: mode.map(str::as_bytes),
                    ..metadata(Some(site), Some("api.example"))
                };
                let found = metadata.is_cross_origin(method, RequestOrigin::Absent);
                assert_eq!(found, expected, "{mode:?} {method}");
                let origin = RequestOrigin::One(b"https://evil.example");
                assert!(
                    metadata.is_cross_origin(method, origin),
                    "{mode:?} {method}"
                );
            }
        }
    }

    #[test]
    fn authority_decides_without_sec_fetch_site() {
        for (authority, origin, is_same) in [
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
            let found = is_cross_origin(None, Some(authority), origin);
            assert_eq!(found, !is_same, "{origin} at {authority}");
        }
        assert!(is_cross_origin(None, None, "https://api.example"));
    }

    #[test]
    fn multiple_origins_are_cross_origin_and_an_absent_one_is_not() {
        let metadata = metadata(None, Some("api.example"));
        assert!(metadata.is_cross_origin("GET", RequestOrigin::Multiple));
        assert!(!metadata.is_cross_origin("GET", RequestOrigin::Absent));
    }
}
