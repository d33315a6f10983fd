//! Parity of the two front ends: the attribute and the builder report the same violations of a policy,
//! in the same words.

use cors_policy::{DangerouslyAllow, Protocol, Validation};
use cors_runtime::Policy;
use proc_macro2::TokenStream;
use proptest::prelude::*;

use super::ui_messages::messages;
use crate::expand;

/// An entry that both front ends accept.
#[derive(Debug, Clone)]
enum Entry {
    Origins(Vec<String>),
    DevOrigins(Vec<String>),
    Methods(Vec<String>),
    Headers(Vec<String>),
    Expose(Vec<String>),
    Credentials,
    Enforce,
    MaxAge(u64),
    Protocols(Vec<Protocol>),
    Allow(Vec<DangerouslyAllow>),
}

/// Writes entries as arguments of the attribute.
fn to_args(entries: &[Entry]) -> TokenStream {
    let list = |key: &str, texts: &[String]| format!("{key} = {texts:?}");
    let entries: Vec<String> = entries
        .iter()
        .map(|entry| match entry {
            Entry::Origins(texts) => list("origins", texts),
            Entry::DevOrigins(texts) => list("dev_origins", texts),
            Entry::Methods(texts) => list("methods", texts),
            Entry::Headers(texts) => list("headers", texts),
            Entry::Expose(texts) => list("expose", texts),
            Entry::Credentials => "credentials".to_owned(),
            Entry::Enforce => "enforce".to_owned(),
            Entry::MaxAge(seconds) => format!("max_age = {seconds}"),
            Entry::Protocols(protocols) => {
                let words: Vec<_> = protocols.iter().map(|word| word.as_str()).collect();
                format!("protocols = [{}]", words.join(", "))
            }
            Entry::Allow(allowances) => {
                let words: Vec<_> = allowances.iter().map(|word| word.as_str()).collect();
                format!("dangerously_allow = [{}]", words.join(", "))
            }
        })
        .collect();
    entries.join(", ").parse().expect("tokens")
}

/// Passes entries to the builder.
fn build(entries: &[Entry]) -> Validation {
    let entries = entries.iter().cloned();
    let builder = entries.fold(Policy::builder(), |builder, entry| match entry {
        Entry::Origins(texts) => builder.origins(texts),
        Entry::DevOrigins(texts) => builder.dev_origins(texts),
        Entry::Methods(texts) => builder.methods(texts),
        Entry::Headers(texts) => builder.headers(texts),
        Entry::Expose(texts) => builder.expose(texts),
        Entry::Credentials => builder.credentials(),
        Entry::Enforce => builder.enforce(),
        Entry::MaxAge(seconds) => builder.max_age(seconds),
        Entry::Protocols(protocols) => builder.protocols(protocols),
        Entry::Allow(allowances) => builder.dangerously_allow(allowances),
    });
    builder.validate()
}

fn entry() -> impl Strategy<Value = Entry> {
    let texts = |choices: &'static [&'static str]| {
        proptest::collection::vec(proptest::sample::select(choices), 0..4)
            .prop_map(|texts| texts.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    let origins = || texts(ORIGINS);
    prop_oneof![
        4 => origins().prop_map(Entry::Origins),
        1 => origins().prop_map(Entry::DevOrigins),
        1 => texts(METHODS).prop_map(Entry::Methods),
        1 => texts(HEADERS).prop_map(Entry::Headers),
        1 => texts(HEADERS).prop_map(Entry::Expose),
        2 => Just(Entry::Credentials),
        1 => Just(Entry::Enforce),
        1 => prop_oneof![0..100_000_u64, Just(3_600_000), any::<u64>()].prop_map(Entry::MaxAge),
        1 => proptest::sample::subsequence(Protocol::ALL.to_vec(), 0..3).prop_map(Entry::Protocols),
        1 => proptest::sample::subsequence(DangerouslyAllow::ALL.to_vec(), 0..3).prop_map(Entry::Allow),
    ]
}

const ORIGINS: &[&str] = &[
    "*",
    "",
    "null",
    "mirror",
    "https://app.example.com",
    "https://app.example.com/",
    "https://app.example.com:443",
    "HTTPS://app.example.com",
    "https://App.example.com/login?x",
    "http://app.example.com",
    "http://app.example.com:6000",
    "http://localhost:*",
    "https://app.example.com:*",
    "https://*.example.com",
    "https://*.github.io",
    "https://*example.com",
    "https://bücher.example",
    "https://a.example, https://b.example/",
    "app.example.com",
    "\"quoted\\",
    "https://app.example.com\n",
    "capacitor://localhost",
    "moz-extension://0b8d1b0c-0a0b-4c0d-8e0f-001122334455",
    "https://codepen.io",
    "http://0.0.0.0",
    "http://[::FFFF:1]",
    "ws://a.example",
];
const METHODS: &[&str] = &[
    "*",
    "",
    "PUT",
    "put",
    "PUT, DELETE",
    "TRACE",
    "patch",
    "DELTE",
    "ANY",
];
const HEADERS: &[&str] = &[
    "*",
    "",
    "x-a",
    "X-A",
    "x a",
    "Cookie",
    "Origin",
    "Set-Cookie",
    "authorization",
    "ETag",
    "X-HTTP-Method",
    "Content-Type",
    "Access-Control-Max-Age",
    "Sec-Fetch-Mode",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn attribute_and_builder_report_the_same_violations(entries in proptest::collection::vec(entry(), 0..6)) {
        let found = messages(expand::policy::expand(
            [quote::quote!([cors]), to_args(&entries)].into_iter().collect(),
        ));
        let validation = build(&entries);
        let expected: Vec<String> = validation.violations.iter().map(ToString::to_string).collect();
        prop_assert_eq!(found, expected);
    }
}

/// The comparison above would also succeed for two empty lists.
#[test]
fn messages_of_expansions_are_found() {
    let entries = [
        Entry::Origins(vec!["https://app.example.com/".to_owned()]),
        Entry::MaxAge(7_201),
    ];
    let path = quote::quote!([cors]);
    let found = messages(expand::policy::expand(
        [path, to_args(&entries)].into_iter().collect(),
    ));
    assert_eq!(found.len(), 2);
    assert!(
        found[0].starts_with("origin `https://app.example.com/` ends with a slash [C05]\nhelp:")
    );
    assert!(found[1].contains("[G03]"));
}
