//! Right policies of every kind, at random.

use cors_runtime::policy::Policy;
use facade::{OriginSet, OriginSource};
use proptest::prelude::*;

use crate::said::Said;

impl Said {
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
