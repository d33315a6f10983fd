//! Real browsers: for every response of the API, each browser has to do what the policies specify.
//!
//! `CORS_BROWSERS` names the browsers to run, which must be installed; if it is unset, all
//! installed browsers run. Unix only, because process groups make sure that no browser process is
//! left.
//!
//! The profiles of the virtual browser run through the same table; those tests need no browser.
#![cfg(unix)]

// Expansions refer to the library by its own name.
extern crate facade as cors;

mod case;
mod cases;
mod compare;
mod driver;
mod fetch_call;
mod initiator;
mod known_deviations;
mod not_modelled;
mod origins;
mod profiles;
mod recorder;
mod replay;
mod report;
mod server;
mod wire;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use cors_tests::launch::{Browser, Engine};

use case::Case;
use origins::{Origins, Scheme};
use recorder::Exchange;
use report::{Observed, Report};
use server::{Run, Server};

/// The time limit of one run of the table, many times what a browser needs.
const REPORT_TIMEOUT: Duration = Duration::from_secs(240);
/// The interval of checks that the browser still runs.
const POLL_INTERVAL: Duration = Duration::from_secs(1);
/// The minimal size of the table: an empty table would pass.
const MIN_CASES: usize = 100;

#[test]
fn chromium_enforces_policies() {
    run_browser(Engine::Chromium);
}

#[test]
fn firefox_enforces_policies() {
    run_browser(Engine::Firefox);
}

#[test]
fn webkit_enforces_policies() {
    run_browser(Engine::WebKit);
}

#[test]
fn chromium_profile_matches_chromium() {
    run_profile(Engine::Chromium);
}

#[test]
fn firefox_profile_matches_firefox() {
    run_profile(Engine::Firefox);
}

#[test]
fn webkit_profile_matches_webkit() {
    run_profile(Engine::WebKit);
}

#[test]
fn case_names_are_unique() {
    let table = cases::table();
    assert!(table.len() >= MIN_CASES, "{} cases", table.len());
    let names: HashSet<_> = table.iter().map(|case| (case.group, case.name)).collect();
    assert_eq!(names.len(), table.len());
}

/// Runs the table over http and https in one browser.
fn run_browser(engine: Engine) {
    let Some(installed) = engine.find_for_https() else {
        return;
    };
    let table = cases::table();
    let server = Server::start(&table);
    let mut browser = Browser::open(&installed, &server.page(), Some(server.authority()));
    let mut differing = String::new();
    for run in &server.runs {
        let report = wait_for(&server, run, &mut browser);
        let deviating = table.iter().filter(|case| {
            let (_, reasons) = known_deviations::expected_of(engine, run.origins.scheme, case);
            !reasons.is_empty()
        });
        let deviating = deviating.count();
        let exchanges = run.recorder.exchanges();
        let console = browser.console();
        let differences = compare_table(
            engine,
            &table,
            run.origins,
            &report.observed,
            &exchanges,
            &console,
        );
        let scheme = run.origins.scheme.name();
        let all = cases_over(run.origins.scheme, &table);
        // Written directly to stderr, because the test harness captures the output of passing
        // tests.
        let _ = writeln!(
            io::stderr(),
            "{engine}, {scheme}: {} of {all} cases agree, {deviating} of them with a known deviation \
             ({})",
            all - differences.len(),
            report.agent,
        );
        for Difference { text, .. } in differences {
            let _ = writeln!(differing, "{scheme}, {text}");
        }
    }
    assert!(differing.is_empty(), "{engine} differs:\n{differing}");
}

/// Runs the table over http and https in the virtual browser.
fn run_profile(engine: Engine) {
    let table = cases::table();
    let mut differing = String::new();
    for scheme in [Scheme::Http, Scheme::Https] {
        let run = profiles::run(engine, scheme, &table);
        let differences = compare_table(
            engine,
            &table,
            run.origins,
            &run.observed,
            &run.exchanges,
            &[],
        );
        let all = cases_over(scheme, &table);
        let is_excused = |case: &Case| not_modelled::reason(engine, scheme, case).is_some();
        let excused: Vec<&Case> = table.iter().filter(|case| is_excused(case)).collect();
        // Written directly to stderr, as above.
        let _ = writeln!(
            io::stderr(),
            "profile {engine}, {}: {} of {all} cases agree, {} not modelled",
            scheme.name(),
            all - differences.len(),
            excused.len(),
        );
        for case in excused {
            if !differences.iter().any(|one| std::ptr::eq(one.case, case)) {
                let Case { group, name, .. } = case;
                let _ = writeln!(
                    differing,
                    "{}, {group}, {name}: agrees, and is listed as not modelled",
                    scheme.name(),
                );
            }
        }
        for Difference { case, text } in differences {
            if !is_excused(case) {
                let _ = writeln!(differing, "{}, {text}", scheme.name());
            }
        }
    }
    assert!(
        differing.is_empty(),
        "the profile {engine} differs:\n{differing}"
    );
}

/// Returns the number of cases for a scheme.
fn cases_over(scheme: Scheme, table: &[Case]) -> usize {
    let cases = table.iter();
    cases
        .filter(|case| !case.steps_over(scheme).is_empty())
        .count()
}

fn wait_for(server: &Server, run: &Run, browser: &mut Browser) -> Report {
    let deadline = Instant::now() + REPORT_TIMEOUT;
    loop {
        let problem = match server.reports.recv_timeout(POLL_INTERVAL) {
            Ok(report) => {
                assert_eq!(
                    report.scheme, run.origins.scheme,
                    "the report is from another run"
                );
                return report;
            }
            Err(RecvTimeoutError::Timeout) if Instant::now() < deadline => match browser.ended() {
                None => continue,
                Some(status) => format!("the browser has ended: {status}"),
            },
            Err(error) => error.to_string(),
        };
        let exchanges = run.recorder.exchanges();
        let last = exchanges
            .last()
            .map(|exchange| (&exchange.case, &exchange.target));
        panic!(
            "no report over {}: {problem}; the last request was {last:?}\n{}",
            run.origins.scheme.name(),
            browser.console().join("\n"),
        );
    }
}

/// A case with an unexpected result.
struct Difference<'t> {
    case: &'t Case,
    /// The steps and their differences.
    text: String,
}

/// Compares all cases with the expectations for `engine`.
fn compare_table<'t>(
    engine: Engine,
    table: &'t [Case],
    origins: Origins,
    observed: &[Vec<Observed>],
    exchanges: &[Exchange],
    console: &[String],
) -> Vec<Difference<'t>> {
    let mut differing = Vec::new();
    assert_eq!(observed.len(), table.len(), "an outcome for each case");
    for (number, (case, observed)) in table.iter().zip(observed).enumerate() {
        let (expected, reasons) = known_deviations::expected_of(engine, origins.scheme, case);
        let (steps, of_case) = replay::replay(case, number, origins, exchanges);
        let differences = compare::differences(&expected, observed, &of_case, origins);
        if !differences.is_empty() {
            let known = if reasons.is_empty() {
                ""
            } else {
                " (with a known deviation)"
            };
            let mut text = format!("{}, {}{known}:", case.group, case.name);
            // The browser's own messages contain the URL, which contains the case id.
            let url = format!("case={}", origins.case_id(number));
            let reasons = console.iter().filter(|line| contains_id(line, &url));
            let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
            for line in steps.iter().chain(&differences).chain(reasons) {
                let _ = write!(text, "\n    {line}");
            }
            differing.push(Difference { case, text });
        }
    }
    differing
}

/// Returns whether `text` contains `case_id`, and not just as the prefix of another id.
fn contains_id(text: &str, case_id: &str) -> bool {
    let mut rests = text.split(case_id).skip(1);
    rests.any(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
}
