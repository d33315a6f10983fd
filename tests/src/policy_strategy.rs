//! Random valid policies.

use cors_runtime::Policy;
use facade::{OriginSet, OriginSource};
use proptest::prelude::*;

use crate::policy_oracle::PolicyText;

const METHODS: [&str; 6] = ["PUT", "DELETE", "PATCH", "PURGE", "GET", "POST"];
const HEADERS: [&str; 6] = [
    "content-type",
    "Authorization",
    "x-a",
    "X-B",
    "range",
    "if-match",
];

/// The response headers that random policies expose.
pub const EXPOSED: [&str; 5] = ["ETag", "x-total", "X-Secret", "link", "content-type"];

/// Builds the policy; `None` if validation denies it.
#[must_use]
pub fn build_policy(text: &PolicyText) -> Option<Policy> {
    let mut builder = Policy::builder();
    if !text.origins.is_empty() {
        builder = builder.origins(&text.origins);
    }
    if !text.source_origins.is_empty() {
        builder = builder.origins_from(leak_source(&text.source_origins)?);
    }
    if text.credentials {
        builder = builder.credentials();
    }
    if text.enforce {
        builder = builder.enforce();
    }
    if !text.methods.is_empty() {
        builder = builder.methods(&text.methods);
    }
    if !text.headers.is_empty() {
        builder = builder.headers(&text.headers);
    }
    if !text.expose.is_empty() {
        builder = builder.expose(&text.expose);
    }
    if let Some(seconds) = text.max_age {
        builder = builder.max_age(seconds);
    }
    builder.build().ok()
}

/// Leaks an origin set, because a policy takes a `'static` source.
fn leak_source(origins: &[String]) -> Option<&'static dyn OriginSource> {
    let set = OriginSet::parse(origins).ok()?;
    Some(Box::leak(Box::new(set)))
}

/// Generates origins and patterns from few letters, so that random pages are often near them.
fn origins() -> impl Strategy<Value = String> {
    let host = "[ab]{1,2}(\\.[ab]{1,2}){0,2}\\.test";
    prop_oneof![
        6 => ("https?", wildcard(), host, "|:8080|:8443|:\\*")
            .prop_map(|(scheme, star, host, port)| format!("{scheme}://{star}{host}{port}")),
        1 => Just("http://localhost:*".to_owned()),
        1 => Just("https://xn--bcher-kva.test".to_owned()),
        1 => Just("http://127.0.0.1:8080".to_owned()),
        1 => Just("http://[::1]:*".to_owned()),
    ]
}

/// Generates nothing, whole labels, or a `*` within the first label.
fn wildcard() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        3 => Just(""),
        2 => Just("*."),
        1 => Just("a-*."),
        1 => Just("*-b."),
        1 => Just("a-*-b."),
    ]
}

fn list_of(words: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        3 => proptest::sample::subsequence(words, 0..=words.len())
            .prop_map(|words| words.into_iter().map(str::to_owned).collect()),
        1 => Just(vec!["*".to_owned()]),
    ]
}

/// Generates the texts of valid policies.
pub fn policy_texts() -> impl Strategy<Value = PolicyText> {
    let listed_origins = prop_oneof![
        5 => proptest::collection::vec(origins(), 0..4),
        1 => Just(vec!["*".to_owned()]),
    ];
    let source_origins = prop_oneof![
        3 => Just(Vec::new()),
        1 => proptest::collection::vec(origins(), 1..3),
    ];
    let headers = prop_oneof![
        4 => list_of(&HEADERS),
        1 => Just(vec!["*".to_owned(), "authorization".to_owned()]),
    ];
    (
        listed_origins,
        source_origins,
        any::<(bool, bool)>(),
        list_of(&METHODS),
        headers,
        list_of(&EXPOSED),
        proptest::option::of(0..7200_u64),
    )
        .prop_map(
            |(
                origins,
                source_origins,
                (credentials, enforce),
                methods,
                headers,
                expose,
                max_age,
            )| {
                PolicyText {
                    origins,
                    source_origins,
                    credentials,
                    enforce,
                    methods,
                    headers,
                    expose,
                    max_age,
                }
            },
        )
        .prop_filter("validation denies the policy", |text| {
            build_policy(text).is_some()
        })
}
