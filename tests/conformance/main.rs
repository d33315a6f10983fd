//! Conformance tests: one table of requests and expected responses, run through the decision,
//! through annotated functions and through a running server of every integration.
//!
//! The cases are in `cases/`, their policies in `fixtures.rs` and `resources.rs`. `cargo test -p
//! cors-tests --test conformance -- --nocapture` prints the table.
// The integrations require `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

use std::collections::HashSet;

mod allocations;
mod case;
mod cases;
mod columns;
mod cost;
mod decide;
mod differences;
mod exchange;
mod fixtures;
mod handler_names;
mod integrations;
mod known_difference;
mod observed;
mod properties;
mod report;
mod resources;
mod spy;
mod table;
mod tenants;

use cors_tests::raw_http;

#[test]
fn every_case_passes_with_every_integration() {
    let mut fixtures = fixtures::fixtures();
    fixtures.extend(resources::resources());
    let cases = cases::cases();
    let mut names = HashSet::new();
    let duplicates = cases
        .iter()
        .filter(|case| !names.insert((case.fixture, &case.description, case.only)));
    let duplicates: Vec<_> = duplicates
        .map(|case| (case.fixture, &case.description))
        .collect();
    assert!(duplicates.is_empty(), "duplicate cases: {duplicates:?}");
    let _guard = spy::exclusive();
    let servers = integrations::start_servers(&fixtures);
    let columns = columns::columns(&fixtures, &servers);

    let report = report::Report::of(&cases, &columns);

    println!("{report}");
    let (cases, responses) = report.count();
    println!("{cases} cases, {responses} responses");
    let failures = report.failures();
    assert!(failures.is_empty(), "{failures}");
}
