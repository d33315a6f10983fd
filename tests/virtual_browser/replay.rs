//! Replays the measured rows with the profiles of their engines.

use std::time::Duration;

use cors_browser::{Blocked, Browser, FetchResponse, Page, ResponseType};
use serde_json::{Value, json};

use crate::known_deviations::{KNOWN_DEVIATIONS, KnownDeviation};
use crate::row::{Row, fetch};
use crate::server::{Received, Server, Site};

/// The results of a row.
struct Outcome {
    last: Option<Result<FetchResponse, Blocked>>,
    received: Vec<Received>,
}

fn replay_row(browser: &Browser, site: &Site, index: usize, row: &Row) -> Outcome {
    let mut server = Server {
        site,
        row: index,
        hops: row.hops(),
        received: Vec::new(),
    };
    let page = browser.open(&format!("{}/index.html", site.page));
    let page = match row.from() {
        None => page,
        Some("sandbox") => page.sandboxed(),
        Some("blob") => browser.open(&format!("blob:{}/9115d58c", site.page)),
        Some(other) => panic!("unknown client {other}"),
    };
    if row.kind().is_some() {
        return Outcome {
            last: None,
            received: Vec::new(),
        };
    }
    let mut last = None;
    for entry in row.fetches() {
        browser.advance_clock(Duration::from_millis(entry["wait"].as_u64().unwrap_or(0)));
        let other: Option<Page> = entry["page"].as_str().map(|url| browser.open(url));
        let mut target = |request| server.respond(request);
        let fetch = fetch(entry, site, index);
        last = Some(crate::run(
            other.as_ref().unwrap_or(&page).fetch(&mut target, fetch),
        ));
    }
    Outcome {
        last,
        received: server.received,
    }
}

/// The differences between the outcome and the measurement.
fn differences(outcome: &Outcome, expected: &Value, site: &Site) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |key: &str, actual: Value| {
        if !expected[key].is_null() && !matches(&expected[key], &actual) {
            differences.push(format!(
                "{key}: measured {}, virtual {actual}",
                expected[key]
            ));
        }
    };
    let ok = outcome.last.as_ref().and_then(|last| last.as_ref().ok());
    match &outcome.last {
        Some(last) => compare("ok", json!(last.is_ok())),
        None => compare("ok", json!("no fetch")),
    }
    if let Some(response) = ok {
        compare("status", json!(response.status));
        compare("type", json!(name(response.response_type)));
        let mut visible: Vec<_> = response.headers.keys().map(ToString::to_string).collect();
        visible.retain(|name| name != "date" && name != "server");
        visible.sort();
        compare("visible", json!(visible));
    }
    let preflights = outcome
        .received
        .iter()
        .filter(|request| request.is_preflight());
    compare("preflights", json!(preflights.clone().count()));
    compare("requests", json!(outcome.received.len()));
    if expected.get("request_headers").is_some() {
        let names = preflights
            .map(|request| request.header("access-control-request-headers"))
            .next()
            .flatten();
        if json!(names) != expected["request_headers"] {
            differences.push(format!(
                "request_headers: measured {}, virtual {names:?}",
                expected["request_headers"]
            ));
        }
        return differences;
    }
    let origins: Vec<_> = outcome
        .received
        .iter()
        .map(|request| request.header("origin"))
        .collect();
    compare("origins", json!(origins));
    let seen: Vec<_> = outcome
        .received
        .iter()
        .map(|request| summary(request, site, expected))
        .collect();
    compare("seen", json!(seen));
    differences
}

/// A request in the format of the rows, with a placeholder for the page's origin if they have one.
fn summary(request: &Received, site: &Site, expected: &Value) -> Value {
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

/// Returns whether values are equal. In a measurement, `true` matches any text, `false` matches
/// `null`, and `*` matches both.
fn matches(measured: &Value, actual: &Value) -> bool {
    match (measured, actual) {
        (Value::Array(measured), Value::Array(actual)) => {
            measured.len() == actual.len()
                && measured
                    .iter()
                    .zip(actual)
                    .all(|(measured, actual)| matches(measured, actual))
        }
        (Value::Bool(is_text), Value::String(_) | Value::Null) => *is_text == actual.is_string(),
        (Value::String(text), Value::String(_) | Value::Null) if text == "*" => true,
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

/// The numbers of rows of one profile.
#[derive(Default)]
pub(crate) struct Count {
    pub(crate) agreeing: u64,
    pub(crate) deviating: u64,
}

/// Replays all rows in order and in one browser, since later rows use cookies and cached preflights
/// of earlier ones.
fn replay(
    table: &'static str,
    rows: &[Row],
    site: &Site,
    profile: &str,
    failures: &mut Vec<String>,
) -> Count {
    let browser = crate::browser(profile.split('/').next().unwrap());
    let mut count = Count::default();
    for (index, row) in rows.iter().enumerate() {
        let outcome = replay_row(&browser, site, index, row);
        let Some(expected) = row.expected(profile) else {
            continue;
        };
        let differences = differences(&outcome, expected, site);
        let deviation = KNOWN_DEVIATIONS
            .iter()
            .find(|deviation| deviation.applies_to(table, row.name(), profile));
        match (differences.is_empty(), deviation) {
            (true, None) => count.agreeing += row.facts(),
            (false, Some(_)) => count.deviating += row.facts(),
            (true, Some(_)) => failures.push(format!(
                "{table}, {profile}, {}: agrees, but is a known deviation",
                row.name()
            )),
            (false, None) => {
                let differences = differences.join("\n    ");
                failures.push(format!(
                    "{table}, {profile}, {}:\n    {differences}",
                    row.name()
                ));
            }
        }
    }
    count
}

const TWO: &str = include_str!("two-engines.jsonl");
const THREE: &str = include_str!("three-engines.jsonl");

/// Replays all rows with all profiles. Returns the numbers of rows, and the unexpected differences.
pub(crate) fn replay_all() -> (Vec<(&'static str, String, Count)>, Vec<String>) {
    let mut failures = Vec::new();
    let mut counts = Vec::new();
    let two = Row::all(TWO);
    for profile in ["chromium", "firefox"] {
        let site = Site::of_two_engines();
        let count = replay("two engines", &two, &site, profile, &mut failures);
        counts.push(("two engines", profile.to_owned(), count));
    }
    let three = Row::all(THREE);
    for engine in ["chromium", "firefox", "webkit"] {
        for scheme in ["http", "https"] {
            let site = Site::of_three_engines(scheme);
            let profile = format!("{engine}/{scheme}");
            let count = replay("three engines", &three, &site, &profile, &mut failures);
            counts.push(("three engines", profile, count));
        }
    }
    (counts, failures)
}

#[test]
fn profiles_match_measurements() {
    let (counts, failures) = replay_all();
    for (table, profile, count) in &counts {
        let Count {
            agreeing,
            deviating,
        } = count;
        println!("{table}, {profile}: {agreeing} rows agree, {deviating} are known deviations");
    }
    let rows = counts
        .iter()
        .map(|(.., count)| count.agreeing + count.deviating);
    assert!(
        failures.is_empty(),
        "{} rows:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert_eq!(rows.sum::<u64>(), 2 * 261 + 6 * 218);
}

#[test]
fn spec_profile_matches_the_standard() {
    let three = Row::all(THREE);
    let mut agreeing = 0;
    let mut failures = Vec::new();
    for scheme in ["http", "https"] {
        let site = Site::of_three_engines(scheme);
        let browser = Browser::spec();
        for (index, row) in three.iter().enumerate() {
            let outcome = replay_row(&browser, &site, index, row);
            let (Some(spec), Some(last)) = (row.spec(), &outcome.last) else {
                continue;
            };
            if last.is_ok() == spec {
                agreeing += 1;
            } else {
                failures.push(format!(
                    "{scheme} {}: {:?}",
                    row.name(),
                    last.as_ref().err()
                ));
            }
        }
    }
    println!("three engines, spec/http and spec/https: {agreeing} rows agree");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(agreeing, 2 * 193);
}

#[test]
fn known_deviations_name_existing_rows() {
    let (two, three) = (Row::all(TWO), Row::all(THREE));
    for deviation in &KNOWN_DEVIATIONS {
        let KnownDeviation { table, row, .. } = deviation;
        let rows = if *table == "two engines" {
            &two
        } else {
            &three
        };
        assert!(
            rows.iter().any(|existing| existing.name() == *row),
            "{table} has no row {row}"
        );
        assert!(!deviation.reason.is_empty());
    }
}
