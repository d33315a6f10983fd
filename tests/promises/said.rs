//! A policy as its text, and what that text permits: the oracle. It knows nothing of requests on a
//! wire, of preflights or of headers that a server sends.

use cors_runtime::policy::Policy;
use facade::{OriginSet, OriginSource};
use proptest::prelude::*;

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

    /// The policy; none if the judge refuses what is said.
    pub(crate) fn policy(&self) -> Option<Policy> {
        let mut builder = Policy::builder();
        if !self.origins.is_empty() {
            builder = builder.origins(&self.origins);
        }
        if !self.source.is_empty() {
            builder = builder.origins_from(self.source()?);
        }
        if self.credentials {
            builder = builder.credentials();
        }
        if self.enforce {
            builder = builder.enforce();
        }
        if !self.methods.is_empty() {
            builder = builder.methods(&self.methods);
        }
        if !self.headers.is_empty() {
            builder = builder.headers(&self.headers);
        }
        if !self.expose.is_empty() {
            builder = builder.expose(&self.expose);
        }
        if let Some(seconds) = self.max_age {
            builder = builder.max_age(seconds);
        }
        builder.build().ok()
    }

    /// A source lives as long as the program, so each of these does.
    fn source(&self) -> Option<&'static dyn OriginSource> {
        let set = OriginSet::parse(&self.source).ok()?;
        Some(Box::leak(Box::new(set)))
    }
}

const METHODS: [&str; 6] = ["PUT", "DELETE", "PATCH", "PURGE", "GET", "POST"];
const HEADERS: [&str; 6] = [
    "content-type",
    "Authorization",
    "x-a",
    "X-B",
    "range",
    "if-match",
];
pub(crate) const EXPOSED: [&str; 5] = ["ETag", "x-total", "X-Secret", "link", "content-type"];

/// An origin or a pattern over origins, from few letters, so that pages are often near it.
fn written() -> impl Strategy<Value = String> {
    let host = "[ab]{1,2}(\\.[ab]{1,2}){0,2}\\.test";
    prop_oneof![
        6 => ("https?", any::<bool>(), host, "|:8080|:8443|:\\*").prop_map(
            |(scheme, subdomains, host, port)| {
                let star = if subdomains { "*." } else { "" };
                format!("{scheme}://{star}{host}{port}")
            },
        ),
        1 => Just("http://localhost:*".to_owned()),
        1 => Just("https://xn--bcher-kva.test".to_owned()),
        1 => Just("http://127.0.0.1:8080".to_owned()),
        1 => Just("http://[::1]:*".to_owned()),
    ]
}

fn some_of(words: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        3 => proptest::sample::subsequence(words, 0..=words.len())
            .prop_map(|words| words.into_iter().map(str::to_owned).collect()),
        1 => Just(vec!["*".to_owned()]),
    ]
}

/// Right policies of every kind.
pub(crate) fn said() -> impl Strategy<Value = Said> {
    let origins = prop_oneof![
        5 => proptest::collection::vec(written(), 0..4),
        1 => Just(vec!["*".to_owned()]),
    ];
    let source = prop_oneof![
        3 => Just(Vec::new()),
        1 => proptest::collection::vec(written(), 1..3),
    ];
    let headers = prop_oneof![
        4 => some_of(&HEADERS),
        1 => Just(vec!["*".to_owned(), "authorization".to_owned()]),
    ];
    (
        origins,
        source,
        any::<(bool, bool)>(),
        some_of(&METHODS),
        headers,
        some_of(&EXPOSED),
        proptest::option::of(0..7200_u64),
    )
        .prop_map(
            |(origins, source, (credentials, enforce), methods, headers, expose, max_age)| Said {
                origins,
                source,
                credentials,
                enforce,
                methods,
                headers,
                expose,
                max_age,
            },
        )
        .prop_filter("a policy that the judge refuses says nothing", |said| {
            said.policy().is_some()
        })
}
