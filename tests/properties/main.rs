//! A policy means what its text says: a page may read a response, and sees a header of it, exactly
//! where the text permits that. No leak, and no lock-out.
//!
//! Random policies, pages and requests, with the virtual browser as the one who looks and a short
//! oracle as the one who reads the text (`promises/text.rs`). The browser knows nothing of the
//! decision, the oracle of neither.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cors_runtime::protocol::prepared::{Prepared, Received};
use facade::browser::{Body, Browser, Page, Seen};
use facade::tower::CorsLayer;
use http::{HeaderMap, Request, Response};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tower::{Layer, ServiceExt, service_fn};

use cors_tests::fetch_call::FetchCall;
use cors_tests::fetch_strategy::{allowed_page, fetch_calls, near_miss};
use cors_tests::policy_oracle::{PolicyText, SERVER};
use cors_tests::policy_strategy::{EXPOSED, build_policy, policy_texts};

/// What the handler behind every policy of these tests answers.
fn answer() -> Response<&'static str> {
    let mut response = Response::new("a secret");
    for name in EXPOSED
        .iter()
        .chain(&["cache-control", "set-cookie", "x-hidden"])
    {
        let name = http::HeaderName::from_bytes(name.as_bytes()).expect("a name");
        response
            .headers_mut()
            .insert(name, http::HeaderValue::from_static("a=b"));
    }
    response
}

/// A handler behind the decision and nothing else.
fn through_decision(prepared: &Prepared, request: &Request<Body>) -> Response<&'static str> {
    match prepared.receive(request.into()) {
        Received::Answered(answer) => {
            let mut response = Response::new("");
            *response.status_mut() = answer.status();
            *response.headers_mut() = answer.into_headers();
            response
        }
        Received::Actual(actual) => {
            let mut response = answer();
            actual.finish(prepared, response.headers_mut());
            response
        }
    }
}

/// A page in one of the browsers, and whether that one is the standard itself.
struct Reader {
    page: Page,
    is_standard: bool,
}

impl Reader {
    fn at(address: &str, engine: usize) -> Self {
        let browser = match engine % 4 {
            0 => Browser::spec(),
            1 => Browser::chromium(),
            2 => Browser::firefox(),
            _ => Browser::webkit(),
        };
        Self {
            page: browser.open(address),
            is_standard: engine % 4 == 0,
        }
    }
}

/// How many responses were read and how many withheld, so that a test which only ever sees one of the
/// two does not pass for a proof.
#[derive(Default)]
struct Tally {
    read: AtomicUsize,
    withheld: AtomicUsize,
}

impl Tally {
    /// Holds what a page got to see against the text.
    fn compare<B>(
        &self,
        text: &PolicyText,
        reader: &Reader,
        call: &FetchCall,
        got: &Result<Seen, B>,
        sent: &HeaderMap,
    ) -> Result<(), TestCaseError>
    where
        B: std::fmt::Debug,
    {
        let origin = reader.page.origin();
        let permitted = text.allows_reading(&origin, call, reader.is_standard);
        prop_assert_eq!(
            got.is_ok(),
            permitted,
            "{} {:?} {:?} {:?}",
            origin,
            call,
            text,
            got
        );
        let Ok(seen) = got else {
            self.withheld.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        };
        self.read.fetch_add(1, Ordering::Relaxed);
        for name in sent.keys().map(http::HeaderName::as_str) {
            let shown = seen.headers.contains_key(name);
            let may = text.exposes(&origin, call, name);
            prop_assert_eq!(shown, may, "{} of {:?} to {}", name, text, origin);
        }
        Ok(())
    }

    fn show(&self, what: &str, at_least: usize) {
        let read = self.read.load(Ordering::Relaxed);
        let withheld = self.withheld.load(Ordering::Relaxed);
        println!("{what}: {read} responses read, {withheld} withheld");
        assert!(read > at_least && withheld > at_least, "{what}: one-sided");
    }
}

fn wait<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime starts")
        .block_on(future)
}

fn run<S: Strategy>(cases: u32, strategy: S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    if let Err(error) = runner.run(&strategy, test) {
        panic!("{error}");
    }
}

/// A page somewhere about the origins of a policy.
fn somewhere() -> impl Strategy<Value = (PolicyText, String)> {
    (
        policy_texts(),
        0..24_usize,
        "[ab]{1,2}(\\.[ab_-]{1,2})?",
        0..10_usize,
    )
        .prop_map(|(text, at, label, kind)| {
            let address = match kind {
                0..=5 => allowed_page(&text, at, &label),
                6 => format!("{SERVER}/page"),
                7 => "data:text/html,x".to_owned(),
                8 => "https://evil.test".to_owned(),
                _ => format!("https://{label}.b.test:8443"),
            };
            (text, address)
        })
}

#[test]
fn a_page_reads_what_the_policy_permits_and_nothing_else() {
    let tally = Tally::default();
    let sent = answer().headers().clone();
    run(
        10_000,
        (somewhere(), fetch_calls(), any::<usize>(), any::<bool>()),
        |((text, address), call, engine, sandboxed)| {
            let prepared = Prepared::from(build_policy(&text).expect("a right policy"));
            let mut api = |request: Request<Body>| through_decision(&prepared, &request);
            let mut reader = Reader::at(&address, engine);
            if sandboxed && engine / 4 % 8 == 0 {
                reader.page = reader.page.sandboxed();
            }
            let got = wait(
                reader
                    .page
                    .fetch(&mut api, call.to_fetch(&format!("{SERVER}/"))),
            );
            tally.compare(&text, &reader, &call, &got, &sent)
        },
    );
    tally.show("through the decision", 1_000);
}

/// The same with an adversary, whose origin is one edit away from one that is let in.
#[test]
fn a_neighbour_of_an_allowed_origin_reads_nothing_that_the_text_does_not_permit() {
    let tally = Tally::default();
    let sent = answer().headers().clone();
    run(
        10_000,
        (
            policy_texts(),
            fetch_calls(),
            any::<[usize; 3]>(),
            "[ab]{1,2}",
            "[abeAZ0-_%é]",
        ),
        |(text, call, [at, edit, engine], label, letter)| {
            let letter = letter.chars().next().unwrap_or('a');
            let address = near_miss(&allowed_page(&text, at, &label), edit, at / 7, letter);
            let prepared = Prepared::from(build_policy(&text).expect("a right policy"));
            let mut api = |request: Request<Body>| through_decision(&prepared, &request);
            let reader = Reader::at(&address, engine);
            if reader.page.origin() == "null" {
                // An edit that makes no address at all: no page, and nothing to prove.
                return Ok(());
            }
            let got = wait(
                reader
                    .page
                    .fetch(&mut api, call.to_fetch(&format!("{SERVER}/"))),
            );
            tally.compare(&text, &reader, &call, &got, &sent)
        },
    );
    tally.show("with an adversary", 300);
}

#[test]
fn a_layer_around_a_service_keeps_the_same_promises() {
    let tally = Tally::default();
    let sent = answer().headers().clone();
    run(
        4_000,
        (somewhere(), fetch_calls(), any::<usize>()),
        |((text, address), call, engine)| {
            let policy = Arc::new(build_policy(&text).expect("a right policy"));
            let inside = service_fn(|_: Request<Body>| async {
                Ok::<_, std::convert::Infallible>(answer().map(axum::body::Body::from))
            });
            let mut api = CorsLayer::new(policy).layer(inside).boxed_clone();
            let reader = Reader::at(&address, engine);
            let got = wait(
                reader
                    .page
                    .fetch(&mut api, call.to_fetch(&format!("{SERVER}/"))),
            );
            tally.compare(&text, &reader, &call, &got, &sent)
        },
    );
    tally.show("through the layer", 400);
}
