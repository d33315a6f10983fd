//! Every measured row, through the profile of the engine it was measured with.

use std::time::Duration;

use cors_browser::{Blocked, Browser, Page, ResponseType, Seen};
use serde_json::{Value, json};

use crate::exceptions::{EXCEPTIONS, Exception};
use crate::row::{Row, fetch};
use crate::server::{Received, Server, Site};

/// What came of a row.
struct Outcome {
    last: Option<Result<Seen, Blocked>>,
    seen: Vec<Received>,
}

fn play(browser: &Browser, site: &Site, index: usize, row: &Row) -> Outcome {
    let mut server = Server {
        site,
        row: index,
        hops: row.hops(),
        seen: Vec::new(),
    };
    let page = browser.open(&format!("{}/index.html", site.page));
    let page = match row.from() {
        None => page,
        Some("sandbox") => page.sandboxed(),
        Some("blob") => browser.open(&format!("blob:{}/9115d58c", site.page)),
        Some(other) => panic!("nothing is called {other}"),
    };
    if row.kind().is_some() {
        return Outcome {
            last: None,
            seen: Vec::new(),
        };
    }
    let mut last = None;
    for said in row.fetches() {
        browser.advance(Duration::from_millis(said["wait"].as_u64().unwrap_or(0)));
        let other: Option<Page> = said["page"].as_str().map(|url| browser.open(url));
        let mut app = |request| server.answer(request);
        let fetch = fetch(said, site, index);
        last = Some(crate::run(
            other.as_ref().unwrap_or(&page).fetch(&mut app, fetch),
        ));
    }
    Outcome {
        last,
        seen: server.seen,
    }
}

/// Where the outcome differs from what was measured.
fn differences(outcome: &Outcome, expected: &Value, site: &Site) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |key: &str, actual: Value| {
        if !expected[key].is_null() && !same(&expected[key], &actual) {
            differences.push(format!("{key}: measured {}, here {actual}", expected[key]));
        }
    };
    let ok = outcome.last.as_ref().and_then(|last| last.as_ref().ok());
    match &outcome.last {
        Some(last) => compare("ok", json!(last.is_ok())),
        None => compare("ok", json!("no fetch")),
    }
    if let Some(seen) = ok {
        compare("status", json!(seen.status));
        compare("type", json!(name(seen.response_type)));
        let mut visible: Vec<_> = seen.headers.keys().map(ToString::to_string).collect();
        visible.retain(|name| name != "date" && name != "server");
        visible.sort();
        compare("visible", json!(visible));
    }
    let preflights = outcome.seen.iter().filter(|request| request.is_preflight());
    compare("preflights", json!(preflights.clone().count()));
    compare("requests", json!(outcome.seen.len()));
    let asked = |request: &Received| {
        request
            .header("access-control-request-headers")
            .map(str::to_owned)
    };
    if expected.get("asked").is_some() {
        let asked = preflights.map(asked).next().flatten();
        if json!(asked) != expected["asked"] {
            differences.push(format!(
                "asked: measured {}, here {asked:?}",
                expected["asked"]
            ));
        }
        return differences;
    }
    let origins: Vec<_> = outcome
        .seen
        .iter()
        .map(|request| request.header("origin"))
        .collect();
    compare("origins", json!(origins));
    let seen: Vec<_> = outcome
        .seen
        .iter()
        .map(|request| saw(request, site, expected))
        .collect();
    compare("seen", json!(seen));
    differences
}

/// A request as the rows have it, with the page's origin as a placeholder where they have one.
fn saw(request: &Received, site: &Site, expected: &Value) -> Value {
    let has_placeholders = expected.to_string().contains("{page}");
    let origin = request.header("origin").map(|origin| {
        if has_placeholders {
            origin.replace(&site.page, "{page}")
        } else {
            origin.to_owned()
        }
    });
    json!([
        request.method,
        request.hop,
        origin,
        request.header("access-control-request-method"),
        request.header("access-control-request-headers"),
        request.header("cookie"),
        request.header("authorization"),
    ])
}

/// Equal, where `true` and `false` stand for some text and none, and `*` for anything.
fn same(measured: &Value, actual: &Value) -> bool {
    match (measured, actual) {
        (Value::Array(measured), Value::Array(actual)) => {
            measured.len() == actual.len()
                && measured
                    .iter()
                    .zip(actual)
                    .all(|(measured, actual)| same(measured, actual))
        }
        (Value::Bool(some), Value::String(_) | Value::Null) => *some == actual.is_string(),
        (Value::String(any), Value::String(_) | Value::Null) if any == "*" => true,
        _ => measured == actual,
    }
}

fn name(response_type: ResponseType) -> &'static str {
    match response_type {
        ResponseType::Basic => "basic",
        ResponseType::Cors => "cors",
        ResponseType::Opaque => "opaque",
        ResponseType::OpaqueRedirect => "opaqueredirect",
    }
}

/// How many rows of one engine agree.
#[derive(Default)]
pub(crate) struct Count {
    pub(crate) agreeing: u64,
    pub(crate) excepted: u64,
}

/// Replays all rows for `who`, in order and in one browser, since cookies and preflights last.
fn replay(
    table: &'static str,
    rows: &[Row],
    site: &Site,
    who: &str,
    faults: &mut Vec<String>,
) -> Count {
    let browser = crate::browser(who.split('/').next().unwrap());
    let mut count = Count::default();
    for (index, row) in rows.iter().enumerate() {
        let outcome = play(&browser, site, index, row);
        let Some(expected) = row.expected(who) else {
            continue;
        };
        let differences = differences(&outcome, expected, site);
        let exception = EXCEPTIONS
            .iter()
            .find(|exception| exception.is_of(table, row.name(), who));
        match (differences.is_empty(), exception) {
            (true, None) => count.agreeing += row.facts(),
            (false, Some(_)) => count.excepted += row.facts(),
            (true, Some(_)) => faults.push(format!(
                "{table}, {who}, {}: excepted, and agrees all the same",
                row.name()
            )),
            (false, None) => {
                let differences = differences.join("\n    ");
                faults.push(format!(
                    "{table}, {who}, {}:\n    {differences}",
                    row.name()
                ));
            }
        }
    }
    count
}

const TWO: &str = include_str!("two-engines.jsonl");
const THREE: &str = include_str!("three-engines.jsonl");

/// All rows through all profiles: how many agree, and what is wrong with the others.
pub(crate) fn counted() -> (Vec<(&'static str, String, Count)>, Vec<String>) {
    let mut faults = Vec::new();
    let mut counts = Vec::new();
    let two = Row::all(TWO);
    for who in ["chromium", "firefox"] {
        let site = Site::of_two_engines();
        let count = replay("two engines", &two, &site, who, &mut faults);
        counts.push(("two engines", who.to_owned(), count));
    }
    let three = Row::all(THREE);
    for engine in ["chromium", "firefox", "webkit"] {
        for scheme in ["http", "https"] {
            let site = Site::of_three_engines(scheme);
            let who = format!("{engine}/{scheme}");
            let count = replay("three engines", &three, &site, &who, &mut faults);
            counts.push(("three engines", who, count));
        }
    }
    (counts, faults)
}

#[test]
fn profiles_do_what_their_engines_did() {
    let (counts, faults) = counted();
    for (table, who, Count { agreeing, excepted }) in &counts {
        println!("{table}, {who}: {agreeing} rows agree, {excepted} are excepted");
    }
    let rows = counts
        .iter()
        .map(|(.., count)| count.agreeing + count.excepted);
    assert!(
        faults.is_empty(),
        "{} rows:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert_eq!(rows.sum::<u64>(), 2 * 261 + 6 * 218);
}

#[test]
fn the_standard_s_profile_has_the_verdicts_that_were_read_from_it() {
    let three = Row::all(THREE);
    let mut agreeing = 0;
    let mut faults = Vec::new();
    for scheme in ["http", "https"] {
        let site = Site::of_three_engines(scheme);
        let browser = Browser::spec();
        for (index, row) in three.iter().enumerate() {
            let outcome = play(&browser, &site, index, row);
            let (Some(spec), Some(last)) = (row.spec(), &outcome.last) else {
                continue;
            };
            if last.is_ok() == spec {
                agreeing += 1;
            } else {
                faults.push(format!(
                    "{scheme} {}: {:?}",
                    row.name(),
                    last.as_ref().err()
                ));
            }
        }
    }
    println!("three engines, spec/http and spec/https: {agreeing} rows agree");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(agreeing, 2 * 193);
}

#[test]
fn every_exception_is_of_a_row() {
    let (two, three) = (Row::all(TWO), Row::all(THREE));
    for exception in &EXCEPTIONS {
        let Exception { table, row, .. } = exception;
        let rows = if *table == "two engines" {
            &two
        } else {
            &three
        };
        assert!(
            rows.iter().any(|one| one.name() == *row),
            "{table} has no row {row}"
        );
        assert!(!exception.why.is_empty());
    }
}
