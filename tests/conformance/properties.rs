//! Property tests of the fixtures: pages of the virtual browser see exactly what the source text of
//! each policy allows, with every integration.
//!
//! The target `properties` does the same with random policies; the policies here are attributes,
//! served by every framework.

use std::collections::BTreeMap;

use cors_browser::{Browser, Fetch};
use http::{HeaderMap, Request, Response};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::case::{HOST, Integration};
use crate::fixtures::{Function, fixtures};
use crate::integrations::{Server, send, start_servers};
use crate::spy;
use crate::table::every_fixture;
use crate::tenants;
use cors_tests::fetch_call::FetchCall;
use cors_tests::fetch_strategy::{allowed_page, fetch_calls, near_miss};
use cors_tests::policy_oracle::{PolicyText, SERVER};

/// A fixture's policy as its source text.
struct Text {
    name: &'static str,
    /// The policy on a route, which determines the methods.
    routed: PolicyText,
    /// The policy on a function or around a service.
    whole: PolicyText,
}

/// Assigns the keys of an attribute to the fields of a `PolicyText`.
macro_rules! assign_keys {
    ($text:ident;) => {};
    ($text:ident; credentials $(, $($rest:tt)*)?) => {
        $text.credentials = true;
        assign_keys!($text; $($($rest)*)?);
    };
    ($text:ident; enforce $(, $($rest:tt)*)?) => {
        $text.enforce = true;
        assign_keys!($text; $($($rest)*)?);
    };
    ($text:ident; max_age = $seconds:literal $(, $($rest:tt)*)?) => {
        $text.max_age = Some($seconds);
        assign_keys!($text; $($($rest)*)?);
    };
    // The tests run in debug builds, where `dev_origins` apply.
    ($text:ident; dev_origins = [$($value:literal),*] $(, $($rest:tt)*)?) => {
        $text.origins.extend([$($value.to_owned()),*]);
        assign_keys!($text; $($($rest)*)?);
    };
    // The requests of these tests are for a listed host.
    ($text:ident; hosts = [$($value:literal),*] $(, $($rest:tt)*)?) => {
        assert!([$($value),*].contains(&HOST));
        assign_keys!($text; $($($rest)*)?);
    };
    // The source depends on the fixture, and its origins are added below.
    ($text:ident; origins_from = $source:path $(, $($rest:tt)*)?) => {
        assign_keys!($text; $($($rest)*)?);
    };
    // The lists are before this key.
    ($text:ident; protocols = [tus] $(, $($rest:tt)*)?) => {
        $text.headers.extend(TUS_HEADERS.map(str::to_owned));
        $text.expose.extend(TUS_EXPOSED.map(str::to_owned));
        $text.methods.extend(["DELETE", "HEAD", "PATCH", "POST"].map(str::to_owned));
        assign_keys!($text; $($($rest)*)?);
    };
    // What a rule would reject reads as it is written.
    ($text:ident; dangerously_allow = [$($option:ident),*] $(, $($rest:tt)*)?) => {
        assign_keys!($text; $($($rest)*)?);
    };
    ($text:ident; $key:ident = [$($value:literal),*] $(, $($rest:tt)*)?) => {
        $text.$key = vec![$($value.to_owned()),*];
        assign_keys!($text; $($($rest)*)?);
    };
}

macro_rules! texts {
    ($(
        $(#[$_about:meta])*
        $name:ident $path:literal on [$($method:ident),+]
        { $($policy:tt)* } and { $($of_function:tt)* }
    )+) => {
        fn texts() -> Vec<Text> {
            vec![$({
                let mut routed = PolicyText::default();
                assign_keys!(routed; $($policy)*);
                let of_source = tenants::origins_at(HOST, stringify!($name));
                routed.origins.extend(of_source.map(str::to_owned));
                #[allow(unused_mut, reason = "not every policy has keys for functions only")]
                let mut whole = routed.clone();
                assign_keys!(whole; $($of_function)*);
                routed.methods = vec![$(stringify!($method).to_owned()),+];
                Text { name: stringify!($name), routed, whole }
            }),+]
        }
    };
}

/// The request headers of tus 1.0, read from its specification and not from the library.
const TUS_HEADERS: [&str; 8] = [
    "Tus-Resumable",
    "Content-Type",
    "Upload-Offset",
    "Upload-Length",
    "Upload-Defer-Length",
    "Upload-Metadata",
    "Upload-Checksum",
    "Upload-Concat",
];

/// The response headers of tus 1.0, likewise.
const TUS_EXPOSED: [&str; 12] = [
    "Tus-Resumable",
    "Tus-Version",
    "Tus-Extension",
    "Tus-Max-Size",
    "Tus-Checksum-Algorithm",
    "Location",
    "Upload-Offset",
    "Upload-Length",
    "Upload-Defer-Length",
    "Upload-Metadata",
    "Upload-Concat",
    "Upload-Expires",
];

every_fixture!(texts);

/// The headers that the handlers of these tests set.
const HANDLER_HEADERS: [(&str, &str); 5] = [
    ("etag", "\"5\""),
    ("x-total", "7"),
    ("x-hidden", "1"),
    ("content-language", "en"),
    ("set-cookie", "a=b"),
];

fn add_handler_headers(request: &mut Request<Vec<u8>>) {
    for (name, value) in HANDLER_HEADERS {
        let line = format!("{name}: {value}").try_into().expect("a value");
        request.headers_mut().append(spy::RESPONSE_HEADER, line);
    }
}

/// Returns whether the route has a handler for the method, or the policy has to block the request.
/// A router's response to any other method is not the policy's concern.
fn is_routed(text: &PolicyText, call: &FetchCall) -> bool {
    let method = call.normalized_method();
    let is_safelisted = ["GET", "HEAD", "POST"].contains(&method);
    // The standard lets a request with an upload listener use any method if none is listed.
    text.methods.iter().any(|one| one == method) || !(is_safelisted || call.upload_listener)
}

/// Counts of readable and blocked responses, so that a one-sided test fails.
#[derive(Default)]
struct Tally {
    read: usize,
    blocked: usize,
}

impl Tally {
    /// Sends random requests of pages near the policy's origins to `app`, and compares what the
    /// pages see with the policy's text.
    fn compare_with_text(
        &mut self,
        description: &str,
        text: &PolicyText,
        url: &str,
        app: &mut dyn FnMut(Request<Vec<u8>>) -> Response<Vec<u8>>,
        is_router: bool,
    ) {
        let mut runner = TestRunner::new(Config {
            cases: 48,
            failure_persistence: None,
            ..Config::default()
        });
        let strategy = (
            fetch_calls(),
            any::<[usize; 4]>(),
            "[ab]{1,3}(\\.[ab_-]{1,2})?",
            "[abe0-_]",
        );
        for _ in 0..runner.config().cases {
            let (call, [at, edit, engine, kind], label, letter) =
                strategy.new_tree(&mut runner).expect("a case").current();
            if is_router && !is_routed(text, &call) {
                continue;
            }
            let allowed = allowed_page(text, at, &label);
            let letter = letter.chars().next().unwrap_or('a');
            let address = match kind % 8 {
                0..=4 => allowed,
                5 => near_miss(&allowed, edit, at / 7, letter),
                6 => format!("{SERVER}/page"),
                _ => "https://evil.test".to_owned(),
            };
            let (browser, is_standard) = match engine % 4 {
                0 => (Browser::spec(), true),
                1 => (Browser::chromium(), false),
                2 => (Browser::firefox(), false),
                _ => (Browser::webkit(), false),
            };
            // An edit may result in an address that no page can have.
            let Ok(page) = browser.try_open(&address) else {
                continue;
            };
            let origin = page.origin();
            if origin == "null" {
                continue;
            }
            let fetch: Fetch = call.to_fetch(url);
            let mut scripted_app = |mut request: Request<Vec<u8>>| {
                add_handler_headers(&mut request);
                app(request)
            };
            let seen = cors_tests::busy_poll::busy_poll(page.fetch(&mut scripted_app, fetch));
            let permitted = text.allows_reading(&origin, &call, is_standard);
            assert_eq!(
                seen.is_ok(),
                permitted,
                "{description}: {origin} {call:?} {seen:?}"
            );
            let Ok(seen) = seen else {
                self.blocked += 1;
                continue;
            };
            self.read += 1;
            for (name, _) in HANDLER_HEADERS {
                let is_exposed = text.exposes(&origin, &call, name);
                let shown = seen.headers.contains_key(name);
                // A framework's own response, such as a 405, lacks the headers that handlers set.
                let is_handler = seen.status == 200;
                assert_eq!(
                    shown,
                    is_exposed && is_handler,
                    "{description}: {name} to {origin} {call:?}"
                );
            }
        }
    }
}

fn through_socket(server: &Server, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let received = send(server.address, request).expect("a response");
    let mut response = Response::new(received.body);
    *response.status_mut() = received.status.try_into().expect("a status");
    let headers: &mut HeaderMap = response.headers_mut();
    for (name, value) in received.headers {
        let name = http::HeaderName::from_bytes(name.as_bytes()).expect("a name");
        headers.append(name, value.try_into().expect("a value"));
    }
    response
}

fn through_function(function: Function, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let response = function(request.map(text)).expect("the handlers of the table do not fail here");
    response.map(String::into_bytes)
}

#[test]
fn pages_read_exactly_what_fixture_policies_allow() {
    let _guard = spy::exclusive();
    let fixtures = fixtures();
    let servers = start_servers(&fixtures);
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for text in texts() {
        let name = text.name;
        let fixture = fixtures.iter().find(|fixture| fixture.name == name);
        for (variant, function) in &fixture.expect("a fixture").functions {
            let tally = tallies.entry(format!("function {variant}")).or_default();
            let mut app = |request| through_function(*function, request);
            tally.compare_with_text(
                name,
                &text.whole,
                &format!("{SERVER}/{name}"),
                &mut app,
                false,
            );
        }
        let serves_fixture = |server: &&Server| server.fixtures.contains(&name);
        for server in servers.iter().filter(serves_fixture) {
            let variant = format!("{:?} {}", server.integration, server.variant);
            let tally = tallies.entry(variant).or_default();
            let url = format!("{SERVER}{}/{name}", server.base);
            let mut app = |request| through_socket(server, &request);
            match server.integration {
                Integration::Tower => {
                    tally.compare_with_text(name, &text.whole, &url, &mut app, false);
                }
                _ => tally.compare_with_text(name, &text.routed, &url, &mut app, true),
            }
        }
    }
    for (variant, Tally { read, blocked }) in tallies {
        println!("{variant}: {read} responses read, {blocked} blocked");
        assert!(read > 20 && blocked > 20, "{variant}: one-sided");
    }
}
