//! What a contender must answer before it is worth its time.

use crate::case::{Case, PolicyId, origin};
use crate::contender::{Answer, Contender};

const READ: [PolicyId; 10] = [
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

const PREFLIGHTED: [PolicyId; 4] = [
    PolicyId::Preflight,
    PolicyId::PreflightCredentials,
    PolicyId::Preflight20,
    PolicyId::Preflight1000,
];

/// A page that no policy is for.
const STRANGER: &str = "https://app-00000.example.net";

/// The last of the listed.
fn reader(policy: PolicyId) -> String {
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
        verdict: true,
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

fn ask<C: Contender>(case: &Case) -> Option<Answer> {
    let contender = C::new(case)?;
    // The second is served from whatever the first has filled.
    let first = C::read(contender.answer(contender.request(case)));
    let second = C::read(contender.answer(contender.request(case)));
    let sorted = |answer: &Answer| {
        let mut lines = answer.headers.clone();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&first), sorted(&second), "{case:?}");
    Some(second)
}

fn values<'a>(answer: &'a Answer, name: &str) -> Vec<&'a str> {
    let lines = answer.headers.iter().filter(|line| line.0 == name);
    lines.map(|line| line.1.as_str()).collect()
}

/// The elements of a list in all its lines, in order.
fn list(answer: &Answer, name: &str) -> Vec<String> {
    let lines = values(answer, name);
    let elements = lines.iter().flat_map(|line| line.split(','));
    let mut elements: Vec<String> = elements.map(|one| one.trim().to_lowercase()).collect();
    elements.sort();
    elements
}

/// It has no CORS: the handler answers everything, with the headers of its own where it has some.
pub(in crate::contenders) fn is_bare<C: Contender>() {
    assert_eq!(C::NAME, C::BARE);
    for mut case in [
        actual(PolicyId::Exact(1), &origin(0)),
        preflight(PolicyId::Preflight, &origin(0)),
    ] {
        let answer = ask::<C>(&case).expect("plumbing");
        let cors = |line: &&(String, String)| line.0.starts_with("access-control-");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers.iter().find(cors), None);
        assert!(values(&answer, "content-type").is_empty());

        case.handler_has_headers = true;
        has_headers(&ask::<C>(&case).expect("plumbing"));
    }
}

fn has_headers(answer: &Answer) {
    assert_eq!(answer.status, 200);
    assert_eq!(values(answer, "content-type"), ["text/plain"]);
    assert_eq!(values(answer, "content-length"), ["0"]);
    assert!(list(answer, "vary").contains(&"accept-encoding".to_owned()));
}

/// It answers by every policy but those that it has no means for.
pub(in crate::contenders) fn has_cors<C: Contender>(without: &[PolicyId]) {
    assert_ne!(C::NAME, C::BARE);
    for policy in READ {
        let reader = reader(policy);
        let case = actual(policy, &reader);
        let Some(answer) = ask::<C>(&case) else {
            assert!(without.contains(&policy), "{policy:?}");
            continue;
        };
        assert!(!without.contains(&policy), "{policy:?}");
        assert_eq!(answer.status, 200, "{policy:?}");
        readable(policy, &answer, &reader);
        let with = |credentials: &[&str], expose: &[&str]| {
            let allowed = values(&answer, "access-control-allow-credentials");
            let exposed = list(&answer, "access-control-expose-headers");
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
        refused::<C>(policy, actual(policy, STRANGER));
    }
    for policy in PREFLIGHTED {
        let reader = reader(policy);
        let answer = ask::<C>(&preflight(policy, &reader)).expect("lists are for everybody");
        assert!((200..300).contains(&answer.status), "{answer:?}");
        readable(policy, &answer, &reader);
        // Rocket's handlers are of one method each.
        let methods = list(&answer, "access-control-allow-methods");
        assert!(methods.contains(&"put".to_owned()), "{answer:?}");
        let headers = list(&answer, "access-control-allow-headers").len();
        let allowed = if policy == PolicyId::Preflight20 {
            20
        } else {
            3
        };
        assert_eq!(headers, allowed, "{answer:?}");
        assert_eq!(values(&answer, "access-control-max-age"), ["600"]);
        refused::<C>(policy, preflight(policy, STRANGER));
    }
    // Nothing is asked about what the handler varies by: poem puts `Origin` in its place.
    let mut case = actual(PolicyId::Exact(1), &origin(0));
    case.handler_has_headers = true;
    let answer = ask::<C>(&case).expect("one origin");
    assert_eq!(values(&answer, "content-type"), ["text/plain"]);
    readable(case.policy, &answer, &origin(0));
}

fn readable(policy: PolicyId, answer: &Answer, origin: &str) {
    let allowed = values(answer, "access-control-allow-origin");
    let wildcard = policy == PolicyId::Any && allowed == ["*"];
    assert!(wildcard || allowed == [origin], "{policy:?} {answer:?}");
}

/// A peer may say whom it would allow instead.
fn refused<C: Contender>(policy: PolicyId, case: Case) {
    if policy == PolicyId::Any {
        return;
    }
    let answer = ask::<C>(&case).expect("as for the reader");
    let allowed = values(&answer, "access-control-allow-origin");
    let lets_in = allowed.iter().any(|line| ["*", STRANGER].contains(line));
    assert!(!lets_in, "{answer:?}");
}
