//! Origins as the URL and HTML Standards have them: who a page is, and where two of them differ.
//! What a request says of its origin is in `disclosure`.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use cors_runtime::policy::public_suffix;
use url::{Host, Url};

/// The origin of a page or of a URL.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// Equal to itself only, and `null` on the wire: sandboxed frames, `data:` and `file:` documents.
    Opaque(u64),
    /// Scheme, host and port. Two of them are the same exactly if they are written the same.
    Tuple(Tuple),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Tuple {
    scheme: String,
    host: String,
    serialised: String,
}

impl Origin {
    /// A new opaque origin, unlike any other.
    pub(super) fn opaque() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self::Opaque(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// The [origin of a URL](https://url.spec.whatwg.org/#origin).
    ///
    /// The standard makes unknown schemes opaque. A page of one only exists where an app shell or a
    /// browser extension has registered the scheme, and then its origin is a tuple
    /// (`capacitor://localhost`), so that is what it is here.
    pub(super) fn of(url: &Url) -> Self {
        if url.scheme() == "blob" {
            return Url::parse(url.path())
                .ok()
                .filter(|inner| matches!(inner.scheme(), "http" | "https"))
                .map_or_else(Self::opaque, |inner| Self::of(&inner));
        }
        let Some(host) = url.host_str().filter(|_| url.scheme() != "file") else {
            return Self::opaque();
        };
        // The parser leaves a scheme's default port out.
        let port = url.port().map_or(String::new(), |port| format!(":{port}"));
        Self::Tuple(Tuple {
            scheme: url.scheme().to_owned(),
            host: host.to_owned(),
            serialised: format!("{}://{host}{port}", url.scheme()),
        })
    }

    pub(super) fn scheme(&self) -> Option<&str> {
        match self {
            Self::Opaque(_) => None,
            Self::Tuple(tuple) => Some(&tuple.scheme),
        }
    }

    pub(super) fn host(&self) -> Option<&str> {
        match self {
            Self::Opaque(_) => None,
            Self::Tuple(tuple) => Some(&tuple.host),
        }
    }

    /// The [site](https://html.spec.whatwg.org/#obtain-a-site): the scheme and the part of the host
    /// that somebody registered. An opaque origin is its own.
    pub(super) fn site(&self) -> String {
        match self {
            Self::Opaque(id) => format!("null#{id}"),
            Self::Tuple(tuple) => format!("{}://{}", tuple.scheme, registered(&tuple.host)),
        }
    }
}

/// [Serialised](https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin).
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opaque(_) => f.write_str("null"),
            Self::Tuple(tuple) => f.write_str(&tuple.serialised),
        }
    }
}

/// The registrable part of a host, or all of it where there is none.
fn registered(host: &str) -> &str {
    if !matches!(Host::parse(host), Ok(Host::Domain(_))) {
        return host;
    }
    let listed = public_suffix::registrable_domain(host);
    listed.unwrap_or_else(|| {
        if public_suffix::is_public_suffix(host) {
            return host;
        }
        // The list's default rule, `*`: an unknown top-level domain is a public suffix.
        let dots = host.trim_end_matches('.').rmatch_indices('.');
        dots.map(|(dot, _)| dot + 1)
            .nth(1)
            .map_or(host, |start| &host[start..])
    })
}

/// Whether the URL's origin is
/// [potentially trustworthy](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy),
/// without which it gets no `Sec-Fetch-*` header.
pub(super) fn is_trustworthy(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

/// Whether the URL names this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
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

    fn origin(url: &str) -> Origin {
        Origin::of(&Url::parse(url).unwrap())
    }

    #[test]
    fn serialised_as_browsers_send_them() {
        for (url, sent) in [
            (
                "https://App.Example.com/users?q#f",
                "https://app.example.com",
            ),
            ("https://app.example.com:443/", "https://app.example.com"),
            ("http://app.example.com:443/", "http://app.example.com:443"),
            ("http://127.1:8101", "http://127.0.0.1:8101"),
            ("http://[0::0:1]", "http://[::1]"),
            ("blob:https://a.example/5c0e", "https://a.example"),
            ("blob:data:text/plain,x", "null"),
            ("data:text/html,x", "null"),
            ("file:///home/page.html", "null"),
            ("about:blank", "null"),
            ("capacitor://localhost/index.html", "capacitor://localhost"),
        ] {
            assert_eq!(origin(url).to_string(), sent, "{url}");
        }
    }

    #[test]
    fn an_opaque_origin_equals_itself_only() {
        let one = Origin::opaque();
        assert_eq!(one, one.clone());
        assert_ne!(one, Origin::opaque());
        assert_ne!(one.site(), Origin::opaque().site());
    }

    #[test]
    fn sites() {
        for (one, other, same) in [
            (
                "https://app.example.com",
                "https://api.example.com:8443",
                true,
            ),
            ("https://app.example.com", "http://api.example.com", false),
            ("https://app.example.com", "https://example.org", false),
            ("https://a.github.io", "https://b.github.io", false),
            ("https://a.co.uk", "https://b.co.uk", false),
            ("https://github.io", "https://co.uk", false),
            ("http://app.example.test", "http://api.example.test", true),
            ("http://app.localhost", "http://api.localhost", false),
            ("http://localhost:1", "http://localhost:2", true),
            ("http://127.0.0.1", "http://127.0.0.2", false),
        ] {
            assert_eq!(
                origin(one).site() == origin(other).site(),
                same,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn trustworthy_is_encrypted_or_local() {
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
