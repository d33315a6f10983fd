//! What the peers have in common: the policies, in words that each of them puts into its own API.
//!
//! A peer that has no word for a part of a policy is none for its cases.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};

use crate::case::{Case, PolicyId, origin};
use crate::request::ALWAYS;

/// A policy, to be told to a peer.
pub(super) struct Told {
    pub(super) whose: Whose,
    pub(super) credentials: bool,
    pub(super) methods: &'static [&'static str],
    pub(super) headers: Vec<String>,
    pub(super) expose: &'static [&'static str],
    pub(super) max_age: Option<u32>,
}

/// Whose scripts may read.
pub(super) enum Whose {
    Listed(Vec<String>),
    Everybody,
    /// `https://*.example.com`.
    Subdomains,
}

/// The methods of a policy for actual requests: some peers take an empty list for all of them.
const READING: &[&str] = &["GET"];
const WRITING: &[&str] = &["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];
const EXPOSED: &[&str] = &["etag", "x-request-id", "x-total-count"];

impl Told {
    pub(super) fn of(policy: PolicyId) -> Self {
        let listed = |count| Whose::Listed((0..count).map(origin).collect());
        let reading = |whose| Self {
            whose,
            credentials: false,
            methods: READING,
            headers: Vec::new(),
            expose: &[],
            max_age: None,
        };
        let writing = |count| Self {
            methods: WRITING,
            headers: ["authorization", "content-type", "x-csrf-token"]
                .map(str::to_owned)
                .into(),
            max_age: Some(600),
            ..reading(listed(count))
        };
        match policy {
            PolicyId::Exact(count) => reading(listed(count)),
            PolicyId::Any => reading(Whose::Everybody),
            PolicyId::Subdomains => reading(Whose::Subdomains),
            PolicyId::Credentials => Self {
                credentials: true,
                ..reading(listed(1))
            },
            PolicyId::Expose3 => Self {
                expose: EXPOSED,
                ..reading(listed(1))
            },
            PolicyId::CredentialsExpose3 => Self {
                credentials: true,
                expose: EXPOSED,
                ..reading(listed(1))
            },
            PolicyId::Preflight => writing(1),
            PolicyId::PreflightCredentials => Self {
                credentials: true,
                ..writing(1)
            },
            PolicyId::Preflight20 => Self {
                headers: (0..20).map(|at| format!("x-header-{at:02}")).collect(),
                ..writing(1)
            },
            PolicyId::Preflight1000 => writing(1_000),
        }
    }
}

/// What users write for a peer that takes a function for lack of patterns.
pub(super) fn is_subdomain(origin: &[u8]) -> bool {
    origin
        .strip_prefix(b"https://")
        .and_then(|rest| rest.strip_suffix(b".example.com"))
        .is_some_and(|labels| !labels.is_empty() && !labels.starts_with(b"."))
}

/// What a request carries, for those that are not on `http` 1: values are slices of one buffer, as in
/// [`request`](crate::request).
pub(super) fn fields(case: &Case) -> Vec<(&'static str, Bytes)> {
    let own = case.headers.iter().map(|(name, value)| (*name, &**value));
    let fields: Vec<(&'static str, &str)> = ALWAYS.into_iter().chain(own).collect();
    let shared: String = fields.iter().map(|(_, value)| *value).collect();
    let mut shared = Bytes::from(shared);
    fields
        .into_iter()
        .map(|(name, value)| (name, shared.split_to(value.len())))
        .collect()
}

/// The headers of an answer on `http` 1, as text.
pub(super) fn as_text(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), text(value)))
        .collect()
}

#[cfg(test)]
pub(super) mod asked;
