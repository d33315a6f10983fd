//! The conformance table of the library, run through the servers of the recipes.
//!
//! The cases and their policies are those of the table's own package, `tests/conformance`. `cargo test
//! --manifest-path recipes/Cargo.toml --test conformance -- --nocapture` prints the table.

// The name of the library in the table.
extern crate cors as facade;

#[path = "../../../tests/conformance/case.rs"]
mod case;
#[path = "../../../tests/conformance/cases/mod.rs"]
mod cases;
#[path = "../../../tests/conformance/differences.rs"]
mod differences;
#[path = "../../../tests/conformance/exchange.rs"]
mod exchange;
#[path = "../../../tests/conformance/known_difference.rs"]
mod known_difference;
mod lambda;
#[path = "../recipes/lambda/runtime.rs"]
mod lambda_runtime;
#[path = "../../../tests/conformance/observed.rs"]
mod observed;
mod policies;
#[path = "../../../tests/src/raw_http.rs"]
#[expect(dead_code, reason = "every case names its host")]
mod raw_http;
#[path = "../../../tests/conformance/report.rs"]
mod report;
mod servers;
#[path = "../../../tests/conformance/spy.rs"]
#[expect(
    dead_code,
    reason = "one test runs requests, without extractors and middleware"
)]
mod spy;
#[path = "../../../tests/conformance/table.rs"]
mod table;
#[path = "../../../tests/conformance/tenants.rs"]
mod tenants;
#[path = "../recipes/wire.rs"]
#[expect(dead_code, reason = "the table has a client of its own")]
mod wire;

/// A server has one policy, so the cases with several handlers on a path are not in this table.
#[test]
fn every_case_passes_with_every_server() {
    let policies = policies::policies();
    let is_served = |fixture| policies.iter().any(|(name, _)| *name == fixture);
    let mut cases = cases::cases();
    cases.retain(|case| is_served(case.fixture));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut columns = runtime.block_on(servers::columns(&policies));
    columns.push(lambda::column());

    let report = report::Report::of(&cases, &columns);

    println!("{report}");
    let (cases, responses) = report.count();
    println!("{cases} cases, {responses} responses");
    let failures = report.failures();
    assert!(failures.is_empty(), "{failures}");
}
