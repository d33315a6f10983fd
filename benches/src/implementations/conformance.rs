//! Tests that an implementation responds as the policies require, so that its figures are comparable.

use crate::case::{Case, PolicyId, origin};
use crate::implementation::Implementation;
use crate::response::ResponseText;

const ACTUAL_POLICIES: [PolicyId; 10] = [
    PolicyId::Exact(1),
    PolicyId::Exact(10),
    PolicyId::Exact(100),
    PolicyId::Exact(1_000),
    PolicyId::Exact(10_000),
    PolicyId::Any,
    PolicyId::Subdomains,
    PolicyId::Credentials,
    PolicyId::Expose3,
    PolicyId::CredentialsExpose3,
];

const PREFLIGHT_POLICIES: [PolicyId; 4] = [
    PolicyId::Preflight,
    PolicyId::PreflightCredentials,
    PolicyId::Preflight20,
    PolicyId::Preflight1000,
];

/// An origin that no list and no pattern allows.
const DISALLOWED: &str = "https://app-00000.example.net";

/// Returns the last allowed origin of a list.
fn allowed_origin(policy: PolicyId) -> String {
    match policy {
        PolicyId::Exact(count) => origin(count - 1),
        PolicyId::Preflight1000 => origin(999),
        _ => origin(0),
    }
}

fn actual(policy: PolicyId, origin: &str) -> Case {
    Case {
        name: "actual",
        policy,
        method: "GET",
        headers: vec![("origin", origin.to_owned())],
        handler_has_headers: false,
        is_allowed: true,
    }
}

fn preflight(policy: PolicyId, origin: &str) -> Case {
    let headers = match policy {
        PolicyId::Preflight20 => "x-header-01,x-header-07,x-header-19",
        _ => "authorization,content-type,x-csrf-token",
    };
    Case {
        name: "preflight",
        method: "OPTIONS",
        headers: vec![
            ("origin", origin.to_owned()),
            ("access-control-request-method", "PUT".to_owned()),
            ("access-control-request-headers", headers.to_owned()),
        ],
        ..actual(policy, origin)
    }
}

fn respond<C: Implementation>(case: &Case) -> Option<ResponseText> {
    let implementation = C::new(case)?;
    // The second response can come from caches that the first request has filled.
    let first = C::read_response(implementation.respond(implementation.request(case)));
    let second = C::read_response(implementation.respond(implementation.request(case)));
    let sorted = |response: &ResponseText| {
        let mut lines = response.headers.clone();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&first), sorted(&second), "{case:?}");
    Some(second)
}

fn values<'a>(response: &'a ResponseText, name: &str) -> Vec<&'a str> {
    let lines = response.headers.iter().filter(|line| line.0 == name);
    lines.map(|line| line.1.as_str()).collect()
}

/// Returns the elements of a list header in all its lines, sorted.
fn list(response: &ResponseText, name: &str) -> Vec<String> {
    let lines = values(response, name);
    let elements = lines.iter().flat_map(|line| line.split(','));
    let mut elements: Vec<String> = elements
        .map(|element| element.trim().to_lowercase())
        .collect();
    elements.sort();
    elements
}

/// Tests that the handler responds to every request, with its own headers and without those of CORS.
pub(super) fn sends_no_cors_headers<C: Implementation>() {
    assert_eq!(C::NAME, C::NO_CORS);
    for mut case in [
        actual(PolicyId::Exact(1), &origin(0)),
        preflight(PolicyId::Preflight, &origin(0)),
    ] {
        let response = respond::<C>(&case).expect("a framework without CORS has every policy");
        let cors = |line: &&(String, String)| line.0.starts_with("access-control-");
        assert_eq!(response.status, 200);
        assert_eq!(response.headers.iter().find(cors), None);
        assert!(values(&response, "content-type").is_empty());

        case.handler_has_headers = true;
        assert_handler_headers(
            &respond::<C>(&case).expect("a framework without CORS has every policy"),
        );
    }
}

fn assert_handler_headers(response: &ResponseText) {
    assert_eq!(response.status, 200);
    assert_eq!(values(response, "content-type"), ["text/plain"]);
    assert_eq!(values(response, "content-length"), ["0"]);
    assert!(list(response, "vary").contains(&"accept-encoding".to_owned()));
}

/// Tests the responses under every policy except those in `unsupported`.
pub(super) fn follows_policies<C: Implementation>(unsupported: &[PolicyId]) {
    assert_ne!(C::NAME, C::NO_CORS);
    for policy in ACTUAL_POLICIES {
        let origin = allowed_origin(policy);
        let case = actual(policy, &origin);
        let Some(response) = respond::<C>(&case) else {
            assert!(unsupported.contains(&policy), "{policy:?}");
            continue;
        };
        assert!(!unsupported.contains(&policy), "{policy:?}");
        assert_eq!(response.status, 200, "{policy:?}");
        assert_readable(policy, &response, &origin);
        let with = |credentials: &[&str], expose: &[&str]| {
            let allowed = values(&response, "access-control-allow-credentials");
            let exposed = list(&response, "access-control-expose-headers");
            assert_eq!(allowed, credentials);
            assert_eq!(exposed, expose);
        };
        let expose: &[&str] = &["etag", "x-request-id", "x-total-count"];
        let credentials: &[&str] = &["true"];
        match policy {
            PolicyId::Credentials => with(credentials, &[]),
            PolicyId::Expose3 => with(&[], expose),
            PolicyId::CredentialsExpose3 => with(credentials, expose),
            _ => with(&[], &[]),
        }
        assert_not_allowed::<C>(policy, actual(policy, DISALLOWED));
    }
    for policy in PREFLIGHT_POLICIES {
        let origin = allowed_origin(policy);
        let response =
            respond::<C>(&preflight(policy, &origin)).expect("preflight policies are supported");
        assert!((200..300).contains(&response.status), "{response:?}");
        assert_readable(policy, &response, &origin);
        // The list can be shorter than that of the policy: a handler of Rocket has a single method.
        let methods = list(&response, "access-control-allow-methods");
        assert!(methods.contains(&"put".to_owned()), "{response:?}");
        let headers = list(&response, "access-control-allow-headers").len();
        let allowed = if policy == PolicyId::Preflight20 {
            20
        } else {
            3
        };
        assert_eq!(headers, allowed, "{response:?}");
        assert_eq!(values(&response, "access-control-max-age"), ["600"]);
        assert_not_allowed::<C>(policy, preflight(policy, DISALLOWED));
    }
    // `Vary` is not tested: poem replaces that of the handler.
    let mut case = actual(PolicyId::Exact(1), &origin(0));
    case.handler_has_headers = true;
    let response = respond::<C>(&case).expect("a policy with one origin is supported");
    assert_eq!(values(&response, "content-type"), ["text/plain"]);
    assert_readable(case.policy, &response, &origin(0));
}

fn assert_readable(policy: PolicyId, response: &ResponseText, origin: &str) {
    let allowed = values(response, "access-control-allow-origin");
    let wildcard = policy == PolicyId::Any && allowed == ["*"];
    assert!(wildcard || allowed == [origin], "{policy:?} {response:?}");
}

/// Tests that a disallowed origin is not allowed. The response can name another origin.
fn assert_not_allowed<C: Implementation>(policy: PolicyId, case: Case) {
    if policy == PolicyId::Any {
        return;
    }
    let response = respond::<C>(&case).expect("a supported policy");
    let allowed = values(&response, "access-control-allow-origin");
    let is_allowed = allowed
        .iter()
        .any(|value| ["*", DISALLOWED].contains(value));
    assert!(!is_allowed, "{response:?}");
}
