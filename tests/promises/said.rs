//! A policy as its text, and what that text permits: the oracle. It knows nothing of requests on a
//! wire, of preflights or of headers that a server sends.

use crate::asked::Asked;
use crate::naive::naive;

/// The keys of a policy, as somebody wrote them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    pub(crate) origins: Vec<String>,
    /// What `origins_from` knows.
    pub(crate) source: Vec<String>,
    pub(crate) credentials: bool,
    pub(crate) enforce: bool,
    pub(crate) methods: Vec<String>,
    pub(crate) headers: Vec<String>,
    pub(crate) expose: Vec<String>,
    pub(crate) max_age: Option<u64>,
}

const SAFELISTED_METHODS: [&str; 3] = ["GET", "HEAD", "POST"];

/// Where every server of these tests is.
pub(crate) const OWN: &str = "https://api.test";

impl Said {
    /// Whether a page may read the response to what it asks for.
    ///
    /// Two things no engine does as the standard has them, and `is_standard` is whether the browser
    /// does: it keeps `authorization` out of `*`; and where an upload listener is there and no method
    /// is listed, it takes any method for allowed.
    pub(crate) fn permits(&self, page: &str, asked: &Asked, is_standard: bool) -> bool {
        let lists =
            |list: &[String], wanted: &str| list.iter().any(|one| one.eq_ignore_ascii_case(wanted));
        let listed = |origins: &[String]| origins.iter().any(|one| naive(one, page));
        let everybody = self.origins == ["*"];
        let method = asked.method_as_sent();
        page == OWN
            || (everybody || listed(&self.origins) || listed(&self.source))
                && (!asked.is_credentialed() || self.credentials)
                && (SAFELISTED_METHODS.contains(&method)
                    || self.methods.iter().any(|one| one == method || one == "*")
                    || (is_standard && asked.upload_listener && self.lists_no_method()))
                && asked.unsafe_headers().iter().all(|name| {
                    lists(&self.headers, name)
                        || (lists(&self.headers, "*") && !(is_standard && *name == "authorization"))
                })
    }

    fn lists_no_method(&self) -> bool {
        let is_safelisted = |method: &String| SAFELISTED_METHODS.contains(&method.as_str());
        self.methods.iter().all(is_safelisted)
    }

    /// Whether it sees the response header `name`, if it may read the response.
    pub(crate) fn shows(&self, page: &str, asked: &Asked, name: &str) -> bool {
        const SAFELISTED: [&str; 7] = [
            "cache-control",
            "content-language",
            "content-length",
            "content-type",
            "expires",
            "last-modified",
            "pragma",
        ];
        let is_exposed = |wanted: &str| {
            self.expose
                .iter()
                .any(|one| one.eq_ignore_ascii_case(wanted))
        };
        name != "set-cookie"
            && (page == OWN
                || SAFELISTED.contains(&name)
                || is_exposed(name)
                || (is_exposed("*") && !asked.is_credentialed()))
    }
}
