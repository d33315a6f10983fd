//! Random fetch calls and random pages: pages that a policy most likely allows, and pages whose origin
//! is one matcher bug away from an allowed origin.

use cors_browser::Credentials;
use proptest::prelude::*;

use crate::fetch_call::{FetchCall, HEADERS};
use crate::policy_oracle::PolicyText;

/// Generates calls of `fetch()`.
pub fn fetch_calls() -> impl Strategy<Value = FetchCall> {
    const METHODS: [&str; 11] = [
        "GET", "HEAD", "POST", "post", "PUT", "put", "DELETE", "delete", "PATCH", "patch", "PURGE",
    ];
    const CREDENTIALS: [Credentials; 4] = [
        Credentials::Include,
        Credentials::Include,
        Credentials::SameOrigin,
        Credentials::Omit,
    ];
    (
        proptest::sample::select(&METHODS[..]),
        proptest::sample::subsequence(&HEADERS[..], 0..4),
        proptest::sample::select(&CREDENTIALS[..]),
        proptest::bool::weighted(0.2),
    )
        .prop_map(|(method, headers, credentials, upload_listener)| {
            let mut call = FetchCall {
                method,
                headers: headers.into_iter().map(|(n, v, _)| (n, v)).collect(),
                credentials,
                upload_listener,
            };
            // Browsers combine two values of one name, which tests of the virtual browser cover.
            call.headers.dedup_by_key(|(name, _)| *name);
            // Only a request with a body is uploaded.
            call.upload_listener &= !["GET", "HEAD"].contains(&call.method);
            call
        })
}

/// Returns the address of a page that `policy` most likely allows: one of its origins, or an origin that
/// one of its patterns matches.
#[must_use]
pub fn allowed_page(policy: &PolicyText, index: usize, label: &str) -> String {
    let origins: Vec<&String> = policy
        .origins
        .iter()
        .chain(&policy.source_origins)
        .collect();
    if origins.is_empty() || origins == ["*"] {
        return format!("https://{label}.test");
    }
    let origin = origins[index % origins.len()];
    // The `*` is before a dot, or before a hyphen in a label.
    let origin = origin
        .replace("*.", &format!("{label}."))
        .replace("*-", &format!("{label}-"));
    origin.replace(":*", [":3000", "", ":81"][index % 3])
}

/// Returns `origin` after one edit, of the kinds that matchers get wrong.
#[must_use]
pub fn near_miss(origin: &str, edit: usize, index: usize, letter: char) -> String {
    let (scheme, host) = origin.split_once("://").unwrap_or(("https", origin));
    let (name, port) = match host.split_once(':') {
        Some((name, port)) if !host.contains('[') => (name, format!(":{port}")),
        _ => (host, String::new()),
    };
    let split = (0..=name.len())
        .filter(|split| name.is_char_boundary(*split))
        .nth(index % (name.len() + 1))
        .unwrap_or(0);
    let (before, after) = name.split_at(split);
    match edit % 12 {
        0 => format!("{scheme}://{before}{letter}{after}{port}"),
        1 => format!("{scheme}://{before}{}{port}", after.get(1..).unwrap_or("")),
        2 => format!(
            "{scheme}://{before}{letter}{}{port}",
            after.get(1..).unwrap_or("")
        ),
        3 => format!("{scheme}://{before}.{after}{port}"),
        4 => format!("{scheme}://evil{name}{port}"),
        5 => format!("{scheme}://{name}.evil.test{port}"),
        6 => format!("{scheme}://evil.test/.{name}{port}"),
        7 => format!("{scheme}://{name}@evil.test{port}"),
        8 => format!("{scheme}://{name}:81"),
        9 => format!(
            "{}://{name}{port}",
            if scheme == "https" { "http" } else { "https" }
        ),
        10 => format!("{scheme}://{name}.{port}"),
        _ => format!("{scheme}://{letter}.{name}{port}"),
    }
}
