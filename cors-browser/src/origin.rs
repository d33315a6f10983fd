//! Origins of documents and URLs.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use cors_policy::public_suffix;
use url::{Host, Url};

/// An [origin](https://html.spec.whatwg.org/#concept-origin).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// The origin of sandboxed frames and of `data:` and `file:` documents, which is serialised as
    /// `null` and equal only to itself.
    Opaque(u64),
    Tuple(TupleOrigin),
}

/// Scheme, host and port. Two tuple origins are the same if and only if they serialise equally.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TupleOrigin {
    scheme: String,
    host: String,
    serialised: String,
}

impl Origin {
    /// A new opaque origin.
    pub(crate) fn opaque() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self::Opaque(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// The [origin of a URL](https://url.spec.whatwg.org/#origin).
    ///
    /// The standard makes the origin of URLs with other schemes opaque. App shells and browser
    /// extensions register their schemes so that it is a tuple, as in `capacitor://localhost`, and
    /// it is a tuple here.
    pub(crate) fn from_url(url: &Url) -> Self {
        if url.scheme() == "blob" {
            return Url::parse(url.path())
                .ok()
                .filter(|inner| matches!(inner.scheme(), "http" | "https"))
                .map_or_else(Self::opaque, |inner| Self::from_url(&inner));
        }
        let Some(host) = url.host_str().filter(|_| url.scheme() != "file") else {
            return Self::opaque();
        };
        // `Url` has already removed the default port of the scheme.
        let port = url.port().map_or(String::new(), |port| format!(":{port}"));
        Self::Tuple(TupleOrigin {
            scheme: url.scheme().to_owned(),
            host: host.to_owned(),
            serialised: format!("{}://{host}{port}", url.scheme()),
        })
    }

    pub(crate) fn scheme(&self) -> Option<&str> {
        match self {
            Self::Opaque(_) => None,
            Self::Tuple(tuple) => Some(&tuple.scheme),
        }
    }

    pub(crate) fn host(&self) -> Option<&str> {
        match self {
            Self::Opaque(_) => None,
            Self::Tuple(tuple) => Some(&tuple.host),
        }
    }

    /// The [site](https://html.spec.whatwg.org/#obtain-a-site): the scheme and the registrable
    /// domain of a tuple origin. Each opaque origin is a site of its own.
    pub(crate) fn site(&self) -> String {
        match self {
            Self::Opaque(id) => format!("null#{id}"),
            Self::Tuple(tuple) => {
                let domain = registrable_domain_or_host(&tuple.host);
                format!("{}://{domain}", tuple.scheme)
            }
        }
    }
}

/// [Serialisation of an origin](https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin).
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opaque(_) => f.write_str("null"),
            Self::Tuple(tuple) => f.write_str(&tuple.serialised),
        }
    }
}

fn registrable_domain_or_host(host: &str) -> &str {
    if !matches!(Host::parse(host), Ok(Host::Domain(_))) {
        return host;
    }
    let domain = public_suffix::registrable_domain(host);
    domain.unwrap_or_else(|| {
        if public_suffix::is_public_suffix(host) {
            return host;
        }
        // The default rule `*` of the Public Suffix List: an unlisted top-level domain is a suffix.
        let dots = host.trim_end_matches('.').rmatch_indices('.');
        dots.map(|(dot, _)| dot + 1)
            .nth(1)
            .map_or(host, |start| &host[start..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(url: &str) -> Origin {
        Origin::from_url(&Url::parse(url).unwrap())
    }

    #[test]
    fn origins_are_serialised_as_browsers_send_them() {
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
        let opaque = Origin::opaque();
        assert_eq!(opaque, opaque.clone());
        assert_ne!(opaque, Origin::opaque());
        assert_ne!(opaque.site(), Origin::opaque().site());
    }

    #[test]
    fn origins_of_a_registrable_domain_and_scheme_are_same_site() {
        for (a, b, same_site) in [
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
            assert_eq!(origin(a).site() == origin(b).site(), same_site, "{a} {b}");
        }
    }
}
