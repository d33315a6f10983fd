//! Comparison of a run with its expectation.

use crate::case::{Expected, Outcome};
use crate::origins::Origins;
use crate::recorder::Exchange;
use crate::report::Observed;
use crate::wire;

/// Response headers that scripts always see:
/// <https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>.
const SAFELISTED: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];
/// Headers that the server or the transport adds.
const TRANSPORT_HEADERS: [&str; 2] = ["date", "x-firefox-spdy"];

/// Describes every difference of a case, over all steps.
pub(crate) fn differences(
    expected: &[Expected],
    observed: &[Observed],
    exchanges: &[&Exchange],
    origins: Origins,
) -> Vec<String> {
    let mut found = Vec::new();
    if expected.len() != observed.len() {
        found.push(format!(
            "{} steps, {} of them reported",
            expected.len(),
            observed.len()
        ));
    }
    for (number, (expected, observed)) in expected.iter().zip(observed).enumerate() {
        let differing = in_page(expected, observed).into_iter();
        found.extend(differing.map(|text| format!("step {}: {text}", number + 1)));
    }
    let requests = expected.iter().flat_map(|expected| &expected.wire);
    let requests: Vec<String> = requests.map(|wire| wire.line(origins)).collect();
    let got: Vec<String> = exchanges
        .iter()
        .map(|exchange| wire::line(exchange))
        .collect();
    if requests != got {
        let list = |lines: Vec<String>| {
            if lines.is_empty() {
                "nothing".to_owned()
            } else {
                lines.join("\n      ")
            }
        };
        found.push(format!(
            "requests: expected\n      {}\n    got\n      {}",
            list(requests),
            list(got),
        ));
    }
    found
}

fn in_page(expected: &Expected, observed: &Observed) -> Vec<String> {
    let mut found = Vec::new();
    let Expected { outcome, .. } = expected;
    if (outcome.name(), outcome.status()) != (observed.outcome.as_str(), observed.status) {
        found.push(format!(
            "expected {outcome:?}, got {} {} {}",
            observed.outcome,
            observed
                .status
                .map(|status| status.to_string())
                .unwrap_or_default(),
            observed.error,
        ));
    }
    let mut exposed = expected.sees.clone();
    exposed.sort_unstable();
    let is_relevant = |name: &&str| !SAFELISTED.contains(name) && !TRANSPORT_HEADERS.contains(name);
    let mut visible: Vec<&str> = observed
        .headers
        .iter()
        .map(String::as_str)
        .filter(is_relevant)
        .collect();
    visible.sort_unstable();
    if exposed != visible {
        found.push(format!("expected the headers {exposed:?}, got {visible:?}"));
    }
    match expected.body {
        Some(text) if !observed.body.contains(text) => {
            found.push(format!("no {text:?} in the body {:?}", observed.body));
        }
        _ => {}
    }
    found
}

/// The observations of a page, and the exchanges of the server.
#[cfg(test)]
type CaseRun = (Observed, Vec<Exchange>);

/// Guards against a comparison that accepts every run.
#[test]
fn differences_covers_every_part_of_a_case() {
    use crate::fetch_call::put;
    use crate::initiator::Initiator;
    use crate::origins::{Ports, Scheme};

    let ports = Ports {
        page: 1,
        other_port: 2,
        api: 3,
    };
    let scheme = Scheme::Http;
    let origins = Origins { scheme, ports };
    let step = Initiator::Page
        .fetches(put("/x"))
        .preflight(204)
        .requesting_headers("x-a");
    let step = step
        .actual(200)
        .with_cookie()
        .reads(200)
        .sees(["x-b"])
        .body("yes");
    let expected = [step.expected];
    let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let origin = line("origin", "http://localhost:1");
    let preflight = Exchange {
        case: "7".to_owned(),
        method: "OPTIONS".to_owned(),
        authority: "localhost:3".to_owned(),
        target: "/x".to_owned(),
        request: vec![
            origin.clone(),
            line("access-control-request-method", "PUT"),
            line("access-control-request-headers", "x-a"),
        ],
        status: 204,
        response: Vec::new(),
        ran: false,
    };
    let actual = Exchange {
        method: "PUT".to_owned(),
        request: vec![origin, line("cookie", "a=b; session=7")],
        status: 200,
        ran: true,
        ..preflight.clone()
    };
    let observed = Observed {
        outcome: "read".to_owned(),
        status: Some(200),
        headers: vec!["x-b".to_owned(), "content-type".to_owned()],
        body: "oh yes".to_owned(),
        error: String::new(),
    };
    let unchanged: CaseRun = (observed, vec![preflight, actual]);
    let compare = |(observed, exchanges): &CaseRun| {
        let exchanges: Vec<&Exchange> = exchanges.iter().collect();
        differences(
            &expected,
            std::slice::from_ref(observed),
            &exchanges,
            origins,
        )
    };
    assert_eq!(compare(&unchanged), Vec::<String>::new());
    let mutations: [fn(&mut CaseRun); 16] = [
        |unchanged| unchanged.0.outcome = Outcome::Blocked.name().to_owned(),
        |unchanged| unchanged.0.status = Some(201),
        |unchanged| unchanged.0.headers.push("x-c".to_owned()),
        |unchanged| unchanged.0.headers.clear(),
        |unchanged| unchanged.0.body.clear(),
        |unchanged| unchanged.1.truncate(1),
        |unchanged| unchanged.1.swap(0, 1),
        |unchanged| unchanged.1[0].status = 403,
        |unchanged| unchanged.1[0].request[1].1 = "POST".to_owned(),
        |unchanged| unchanged.1[0].request.truncate(2),
        |unchanged| {
            unchanged.1[0]
                .request
                .push(("cookie".to_owned(), "session=7".to_owned()));
        },
        |unchanged| unchanged.1[0].ran = true,
        |unchanged| unchanged.1[1].authority = "localhost:2".to_owned(),
        |unchanged| unchanged.1[1].request[0].1 = "null".to_owned(),
        |unchanged| unchanged.1[1].request.truncate(1),
        |unchanged| unchanged.1[1].ran = false,
    ];
    for (index, mutate) in mutations.into_iter().enumerate() {
        let mut mutated = unchanged.clone();
        mutate(&mut mutated);
        assert_eq!(compare(&mutated).len(), 1, "mutation {index}");
    }
    let exchanges: Vec<&Exchange> = unchanged.1.iter().collect();
    assert_eq!(differences(&expected, &[], &exchanges, origins).len(), 1);
}
