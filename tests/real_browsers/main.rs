//! Real engines as judges: each has to do with every answer of the API what the policies promise.
//!
//! The engines that run are those of `CORS_BROWSERS`, which then have to be there; else those that
//! are found. Only on Unix, for the process groups that leave no browser behind.
//!
//! The profiles of the virtual browser have to do the same, each as its engine does, and those tests
//! need no engine.
#![cfg(unix)]

// So that what an expansion names is found under the library's own name, too.
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
use origins::{Scheme, Sites};
use report::{Report, Seen};
use server::recorder::Exchange;
use server::{Run, Server};

/// How long an engine may take for one run of the table: a fail-safe, at many times what it takes.
const UNTIL_REPORTED: Duration = Duration::from_secs(240);
/// How often it is looked whether the browser is still there.
const GLANCE: Duration = Duration::from_secs(1);
/// So many there are at least: a table that was emptied would agree with everything.
const CASES: usize = 100;

#[test]
fn chromium_does_what_the_policies_promise() {
    ask_engine(Engine::Chromium);
}

#[test]
fn firefox_does_what_the_policies_promise() {
    ask_engine(Engine::Firefox);
}

#[test]
fn webkit_does_what_the_policies_promise() {
    ask_engine(Engine::WebKit);
}

#[test]
fn chromium_profile_does_what_chromium_does() {
    hold_profile(Engine::Chromium);
}

#[test]
fn firefox_profile_does_what_firefox_does() {
    hold_profile(Engine::Firefox);
}

#[test]
fn webkit_profile_does_what_webkit_does() {
    hold_profile(Engine::WebKit);
}

#[test]
fn every_case_has_a_name_of_its_own() {
    let table = cases::table();
    assert!(table.len() >= CASES, "{} cases", table.len());
    let names: HashSet<_> = table.iter().map(|case| (case.group, case.name)).collect();
    assert_eq!(names.len(), table.len());
}

/// The whole table over http and over https, in one browser.
fn ask_engine(engine: Engine) {
    let Some(installed) = engine.seek_for_https() else {
        return;
    };
    let table = cases::table();
    let server = Server::start(&table);
    let mut browser = installed.open(&server.page(), Some(server.authority()));
    let mut differing = String::new();
    for run in &server.runs {
        let report = wait_for(&server, run, &mut browser);
        let deviating = table.iter().filter(|case| {
            let (_, reasons) = known_deviations::expected_of(engine, run.sites.scheme, case);
            !reasons.is_empty()
        });
        let deviating = deviating.count();
        let exchanges = run.recorder.exchanges();
        let console = browser.console();
        let differences = judge(
            engine,
            &table,
            run.sites,
            &report.seen,
            &exchanges,
            &console,
        );
        let scheme = run.sites.scheme.name();
        let all = cases_over(run.sites.scheme, &table);
        // Past the harness, which shows what a passing test prints to nobody.
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

/// The whole table over http and over https, in the virtual browser.
fn hold_profile(engine: Engine) {
    let table = cases::table();
    let mut differing = String::new();
    for scheme in [Scheme::Http, Scheme::Https] {
        let run = profiles::run(engine, scheme, &table);
        let differences = judge(engine, &table, run.sites, &run.seen, &run.exchanges, &[]);
        let all = cases_over(scheme, &table);
        let is_excused = |case: &Case| not_modelled::reason(engine, scheme, case).is_some();
        let excused: Vec<&Case> = table.iter().filter(|case| is_excused(case)).collect();
        // Past the harness, as above.
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

/// How many cases there are over a scheme.
fn cases_over(scheme: Scheme, table: &[Case]) -> usize {
    let cases = table.iter();
    cases
        .filter(|case| !case.steps_over(scheme).is_empty())
        .count()
}

fn wait_for(server: &Server, run: &Run, browser: &mut Browser) -> Report {
    let deadline = Instant::now() + UNTIL_REPORTED;
    loop {
        let problem = match server.reports.recv_timeout(GLANCE) {
            Ok(report) => {
                assert_eq!(report.scheme, run.sites.scheme, "of another run");
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
            run.sites.scheme.name(),
            browser.console().join("\n"),
        );
    }
}

/// A case that did not go as expected.
struct Difference<'t> {
    case: &'t Case,
    /// What was asked, and what came of it.
    text: String,
}

/// An entry for each case that did not go as expected of this engine.
fn judge<'t>(
    engine: Engine,
    table: &'t [Case],
    sites: Sites,
    seen: &[Vec<Seen>],
    exchanges: &[Exchange],
    console: &[String],
) -> Vec<Difference<'t>> {
    let mut differing = Vec::new();
    assert_eq!(seen.len(), table.len(), "a verdict for each case");
    for (number, (case, seen)) in table.iter().zip(seen).enumerate() {
        let (expected, reasons) = known_deviations::expected_of(engine, sites.scheme, case);
        let (steps, of_case) = replay::replay(case, number, sites, exchanges);
        let differences = compare::differences(&expected, seen, &of_case, sites);
        if !differences.is_empty() {
            let known = if reasons.is_empty() {
                ""
            } else {
                " (with a known deviation)"
            };
            let mut text = format!("{}, {}{known}:", case.group, case.name);
            // The engine's own reasons name the URL, and that has the mark of the case in it.
            let url = format!("case={}", sites.mark(number));
            let reasons = console.iter().filter(|line| names(line, &url));
            let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
            for line in steps.iter().chain(&differences).chain(reasons) {
                let _ = write!(text, "\n    {line}");
            }
            differing.push(Difference { case, text });
        }
    }
    differing
}

/// Whether `text` has this mark in it, and not only the beginning of another one.
fn names(text: &str, mark: &str) -> bool {
    let mut behind = text.split(mark).skip(1);
    behind.any(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
}
