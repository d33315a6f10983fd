//! What an engine did beside what is expected, in words.

use crate::case::{Expected, Verdict};
use crate::origins::Sites;
use crate::report::Seen;
use crate::server::recorder::Exchange;
use crate::wire;

/// Fetch, «CORS-safelisted response-header name»: whether these are there is the server's business.
const SAFELISTED: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];
/// Of the transport: no handler and no policy puts them there.
const OF_TRANSPORT: [&str; 2] = ["date", "x-firefox-spdy"];

/// Every difference of a case, over all of its steps.
pub(crate) fn differences(
    expected: &[Expected],
    seen: &[Seen],
    exchanges: &[&Exchange],
    sites: Sites,
) -> Vec<String> {
    let mut found = Vec::new();
    if expected.len() != seen.len() {
        found.push(format!(
            "{} steps, {} of them reported",
            expected.len(),
            seen.len()
        ));
    }
    for (number, (expected, seen)) in expected.iter().zip(seen).enumerate() {
        let differing = in_page(expected, seen).into_iter();
        found.extend(differing.map(|text| format!("step {}: {text}", number + 1)));
    }
    let promised = expected.iter().flat_map(|expected| &expected.wire);
    let promised: Vec<String> = promised.map(|wire| wire.line(sites)).collect();
    let got: Vec<String> = exchanges
        .iter()
        .map(|exchange| wire::line(exchange))
        .collect();
    if promised != got {
        let list = |lines: Vec<String>| {
            if lines.is_empty() {
                "nothing".to_owned()
            } else {
                lines.join("\n      ")
            }
        };
        found.push(format!(
            "on the wire: expected\n      {}\n    got\n      {}",
            list(promised),
            list(got),
        ));
    }
    found
}

fn in_page(expected: &Expected, seen: &Seen) -> Vec<String> {
    let mut found = Vec::new();
    let Expected { verdict, .. } = expected;
    if (verdict.name(), verdict.status()) != (seen.verdict.as_str(), seen.status) {
        found.push(format!(
            "expected {verdict:?}, got {} {} {}",
            seen.verdict,
            seen.status
                .map(|status| status.to_string())
                .unwrap_or_default(),
            seen.said,
        ));
    }
    let mut promised = expected.sees.clone();
    promised.sort_unstable();
    let besides = |name: &&str| !SAFELISTED.contains(name) && !OF_TRANSPORT.contains(name);
    let mut visible: Vec<&str> = seen
        .headers
        .iter()
        .map(String::as_str)
        .filter(besides)
        .collect();
    visible.sort_unstable();
    if promised != visible {
        found.push(format!(
            "expected the headers {promised:?}, got {visible:?}"
        ));
    }
    match expected.body {
        Some(text) if !seen.body.contains(text) => {
            found.push(format!("no {text:?} in the body {:?}", seen.body));
        }
        _ => {}
    }
    found
}

/// What a page saw, and what the server did.
#[cfg(test)]
type Right = (Seen, Vec<Exchange>);

/// A comparison that sees no difference would make every case right.
#[test]
fn every_part_of_a_case_is_compared() {
    use crate::fetch_call::put;
    use crate::initiator::Asker;
    use crate::origins::{Ports, Scheme};

    let ports = Ports {
        page: 1,
        neighbour: 2,
        api: 3,
    };
    let scheme = Scheme::Http;
    let sites = Sites { scheme, ports };
    let step = Asker::Page.asks(put("/x")).preflight(204).asking("x-a");
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
    let seen = Seen {
        verdict: "read".to_owned(),
        status: Some(200),
        headers: vec!["x-b".to_owned(), "content-type".to_owned()],
        body: "oh yes".to_owned(),
        said: String::new(),
    };
    let right: Right = (seen, vec![preflight, actual]);
    let judged = |(seen, exchanges): &Right| {
        let exchanges: Vec<&Exchange> = exchanges.iter().collect();
        differences(&expected, std::slice::from_ref(seen), &exchanges, sites)
    };
    assert_eq!(judged(&right), Vec::<String>::new());
    let spoilers: [fn(&mut Right); 16] = [
        |right| right.0.verdict = Verdict::Blocked.name().to_owned(),
        |right| right.0.status = Some(201),
        |right| right.0.headers.push("x-c".to_owned()),
        |right| right.0.headers.clear(),
        |right| right.0.body.clear(),
        |right| right.1.truncate(1),
        |right| right.1.swap(0, 1),
        |right| right.1[0].status = 403,
        |right| right.1[0].request[1].1 = "POST".to_owned(),
        |right| right.1[0].request.truncate(2),
        |right| {
            right.1[0]
                .request
                .push(("cookie".to_owned(), "session=7".to_owned()));
        },
        |right| right.1[0].ran = true,
        |right| right.1[1].authority = "localhost:2".to_owned(),
        |right| right.1[1].request[0].1 = "null".to_owned(),
        |right| right.1[1].request.truncate(1),
        |right| right.1[1].ran = false,
    ];
    for (at, spoil) in spoilers.into_iter().enumerate() {
        let mut wrong = right.clone();
        spoil(&mut wrong);
        assert_eq!(judged(&wrong).len(), 1, "spoiler {at}");
    }
    let exchanges: Vec<&Exchange> = right.1.iter().collect();
    assert_eq!(differences(&expected, &[], &exchanges, sites).len(), 1);
}
