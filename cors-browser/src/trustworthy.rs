//! Potentially trustworthy and loopback URLs.

use url::{Host, Url};

/// Returns whether the origin of the URL is [potentially
/// trustworthy](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy). Requests
/// to other origins carry no `Sec-Fetch-*` headers.
pub(crate) fn is_trustworthy(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

/// Returns whether the host of the URL is a loopback address or `localhost`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_loopback_urls_are_trustworthy() {
        for (url, trustworthy) in [
            ("https://a.example", true),
            ("http://a.example", false),
            ("http://localhost:3000", true),
            ("http://api.localhost", true),
            ("http://notlocalhost", false),
            ("http://127.0.0.1", true),
            ("http://[::1]:1", true),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(
                is_trustworthy(&Url::parse(url).unwrap()),
                trustworthy,
                "{url}"
            );
        }
    }
}
