//! Property tests: a page may read a response, and sees a header of it, exactly where the text of
//! the policy allows it.
//!
//! Random policies, pages and requests run through the virtual browser, and the result is compared
//! with an oracle that only reads the policy's text (`cors_tests::policy_oracle`). The browser
//! shares no code with the decision, and the oracle shares none with either.

mod matcher;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cors_browser::{Body, Browser, FetchResponse, Page};
use cors_runtime::{CompiledPolicy, Selection};
use facade::tower::CorsLayer;
use http::{HeaderMap, Request, Response};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tower::{Layer, ServiceExt, service_fn};

use cors_tests::fetch_call::FetchCall;
use cors_tests::fetch_strategy::{allowed_page, fetch_calls, near_miss};
use cors_tests::policy_oracle::{PolicyText, SERVER};
use cors_tests::policy_strategy::{EXPOSED, build_policy, policy_texts};

/// The response of the handler in all tests.
fn handler_response() -> Response<&'static str> {
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

/// Runs a handler with the decision, but without an integration.
fn through_decision(compiled: &CompiledPolicy, request: &Request<Body>) -> Response<&'static str> {
    let evaluation = compiled.evaluate(request.into(), Selection::ONLY);
    if let Some(response) = compiled.immediate_response(&evaluation) {
        return response.map(|()| "");
    }
    let mut response = handler_response();
    compiled.apply(&evaluation, &mut response);
    response
}

/// A page in a profile of the virtual browser, and whether that profile is the standard.
struct TestPage {
    page: Page,
    is_standard: bool,
}

impl TestPage {
    fn at(address: &str, profile: usize) -> Self {
        Self::try_at(address, profile).expect("an address of a page")
    }

    fn try_at(address: &str, profile: usize) -> Option<Self> {
        let browser = match profile % 4 {
            0 => Browser::spec(),
            1 => Browser::chromium(),
            2 => Browser::firefox(),
            _ => Browser::webkit(),
        };
        Some(Self {
            page: browser.try_open(address).ok()?,
            is_standard: profile % 4 == 0,
        })
    }
}

/// Counts of readable and blocked responses, so that a one-sided test fails.
#[derive(Default)]
struct Tally {
    read: AtomicUsize,
    blocked: AtomicUsize,
}

impl Tally {
    /// Compares what a page observed with the policy's text.
    fn compare<B>(
        &self,
        text: &PolicyText,
        page: &TestPage,
        call: &FetchCall,
        result: &Result<FetchResponse, B>,
        headers: &HeaderMap,
    ) -> Result<(), TestCaseError>
    where
        B: std::fmt::Debug,
    {
        let origin = page.page.origin();
        let is_allowed = text.allows_reading(&origin, call, page.is_standard);
        prop_assert_eq!(
            result.is_ok(),
            is_allowed,
            "{} {:?} {:?} {:?}",
            origin,
            call,
            text,
            result
        );
        let Ok(seen) = result else {
            self.blocked.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        };
        self.read.fetch_add(1, Ordering::Relaxed);
        for name in headers.keys().map(http::HeaderName::as_str) {
            let is_visible = seen.headers.contains_key(name);
            let is_exposed = text.exposes(&origin, call, name);
            prop_assert_eq!(
                is_visible,
                is_exposed,
                "{} of {:?} to {}",
                name,
                text,
                origin
            );
        }
        Ok(())
    }

    fn print_and_check(&self, label: &str, at_least: usize) {
        let read = self.read.load(Ordering::Relaxed);
        let blocked = self.blocked.load(Ordering::Relaxed);
        println!("{label}: {read} responses read, {blocked} blocked");
        assert!(read > at_least && blocked > at_least, "{label}: one-sided");
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
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

/// Generates a policy, and a page whose origin is often near the policy's origins.
fn policies_with_pages() -> impl Strategy<Value = (PolicyText, String)> {
    (
        policy_texts(),
        0..24_usize,
        "[ab]{1,2}(\\.[ab_-]{1,2})?",
        0..10_usize,
    )
        .prop_map(|(text, at, label, choice)| {
            let address = match choice {
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
fn pages_read_exactly_what_the_policy_allows() {
    let tally = Tally::default();
    let headers = handler_response().headers().clone();
    run(
        10_000,
        (
            policies_with_pages(),
            fetch_calls(),
            any::<usize>(),
            any::<bool>(),
        ),
        |((text, address), call, profile, sandboxed)| {
            let compiled = CompiledPolicy::from(build_policy(&text).expect("a valid policy"));
            let mut api = |request: Request<Body>| through_decision(&compiled, &request);
            let mut page = TestPage::at(&address, profile);
            if sandboxed && profile / 4 % 8 == 0 {
                page.page = page.page.sandboxed();
            }
            let result = block_on(
                page.page
                    .fetch(&mut api, call.to_fetch(&format!("{SERVER}/"))),
            );
            tally.compare(&text, &page, &call, &result, &headers)
        },
    );
    tally.print_and_check("through the decision", 1_000);
}

/// The page's origin is one edit away from an allowed origin.
#[test]
fn near_misses_of_allowed_origins_read_only_what_the_policy_allows() {
    let tally = Tally::default();
    let headers = handler_response().headers().clone();
    run(
        10_000,
        (
            policy_texts(),
            fetch_calls(),
            any::<[usize; 3]>(),
            "[ab]{1,2}",
            "[abeAZ0-_%é]",
        ),
        |(text, call, [at, edit, profile], label, letter)| {
            let letter = letter.chars().next().unwrap_or('a');
            let address = near_miss(&allowed_page(&text, at, &label), edit, at / 7, letter);
            let compiled = CompiledPolicy::from(build_policy(&text).expect("a valid policy"));
            let mut api = |request: Request<Body>| through_decision(&compiled, &request);
            // An edit may result in an address that no page can have.
            let Some(page) = TestPage::try_at(&address, profile) else {
                return Ok(());
            };
            if page.page.origin() == "null" {
                return Ok(());
            }
            let result = block_on(
                page.page
                    .fetch(&mut api, call.to_fetch(&format!("{SERVER}/"))),
            );
            tally.compare(&text, &page, &call, &result, &headers)
        },
    );
    tally.print_and_check("with an adversary", 300);
}

#[test]
fn tower_layer_keeps_the_same_properties() {
    let tally = Tally::default();
    let headers = handler_response().headers().clone();
    run(
        4_000,
        (policies_with_pages(), fetch_calls(), any::<usize>()),
        |((text, address), call, profile)| {
            let policy = Arc::new(build_policy(&text).expect("a valid policy"));
            let inner = service_fn(|_: Request<Body>| async {
                Ok::<_, std::convert::Infallible>(handler_response().map(axum::body::Body::from))
            });
            let mut api = CorsLayer::new(policy).layer(inner).boxed_clone();
            let page = TestPage::at(&address, profile);
            let result = block_on(
                page.page
                    .fetch(&mut api, call.to_fetch(&format!("{SERVER}/"))),
            );
            tally.compare(&text, &page, &call, &result, &headers)
        },
    );
    tally.print_and_check("through the layer", 400);
}
