//! The policies of the cases as plain values, from which other crates' middleware is configured.

use crate::case::{PolicyId, origin};

/// The parts of a policy.
pub(super) struct PolicyParts {
    pub(super) origins: AllowedOrigins,
    pub(super) credentials: bool,
    pub(super) methods: &'static [&'static str],
    pub(super) headers: Vec<String>,
    pub(super) expose: &'static [&'static str],
    pub(super) max_age: Option<u32>,
}

/// The allowed origins.
pub(super) enum AllowedOrigins {
    List(Vec<String>),
    Any,
    /// `https://*.example.com`.
    Subdomains,
}

/// The methods of policies for actual requests. Some crates treat an empty list as all methods.
const READING: &[&str] = &["GET"];
const WRITING: &[&str] = &["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];
const EXPOSED: &[&str] = &["etag", "x-request-id", "x-total-count"];

impl PolicyParts {
    pub(super) fn of(policy: PolicyId) -> Self {
        let listed = |count| AllowedOrigins::List((0..count).map(origin).collect());
        let reading = |origins| Self {
            origins,
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
            PolicyId::Any => reading(AllowedOrigins::Any),
            PolicyId::Subdomains => reading(AllowedOrigins::Subdomains),
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
                headers: (0..20)
                    .map(|index| format!("x-header-{index:02}"))
                    .collect(),
                ..writing(1)
            },
            PolicyId::Preflight1000 => writing(1_000),
        }
    }
}

/// Matches `https://*.example.com`, for crates that have functions and no patterns.
pub(super) fn is_subdomain(origin: &[u8]) -> bool {
    origin
        .strip_prefix(b"https://")
        .and_then(|rest| rest.strip_suffix(b".example.com"))
        .is_some_and(|labels| !labels.is_empty() && !labels.starts_with(b"."))
}
