//! The policies of the table, each read as its text: what pages of the virtual browser get to see
//! through every door is what the text permits.
//!
//! `promises.rs` does the same with random policies; these are the ones that are written as
//! attributes, behind the servers of every framework.

use std::collections::BTreeMap;

use facade::browser::{Browser, Fetch};
use http::{HeaderMap, Request, Response};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::case::Door;
use crate::fixtures::{Function, subjects};
use crate::integrations::{Served, ask, serve};
use crate::spy;
use crate::table::every_subject;
use cors_tests::fetch_call::FetchCall;
use cors_tests::fetch_strategy::{allowed_page, fetch_calls, near_miss};
use cors_tests::policy_oracle::{PolicyText, SERVER};

/// A policy of the table, as somebody wrote it.
struct Text {
    name: &'static str,
    /// Behind a router, which says the methods.
    routed: PolicyText,
    /// On a function, or around a service.
    whole: PolicyText,
}

/// Keys of the attribute into the keys of a text.
macro_rules! read {
    ($text:ident;) => {};
    ($text:ident; credentials $(, $($rest:tt)*)?) => {
        $text.credentials = true;
        read!($text; $($($rest)*)?);
    };
    ($text:ident; enforce $(, $($rest:tt)*)?) => {
        $text.enforce = true;
        read!($text; $($($rest)*)?);
    };
    ($text:ident; max_age = $seconds:literal $(, $($rest:tt)*)?) => {
        $text.max_age = Some($seconds);
        read!($text; $($($rest)*)?);
    };
    // These tests are builds for development.
    ($text:ident; dev_origins = [$($text:literal),*] $(, $($rest:tt)*)?) => {
        $text.origins.extend([$($text.to_owned()),*]);
        read!($text; $($($rest)*)?);
    };
    ($text:ident; $key:ident = [$($text:literal),*] $(, $($rest:tt)*)?) => {
        $text.$key = vec![$($text.to_owned()),*];
        read!($text; $($($rest)*)?);
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
                read!(routed; $($policy)*);
                #[allow(unused_mut, reason = "not every policy says something of functions only")]
                let mut whole = routed.clone();
                read!(whole; $($of_function)*);
                routed.methods = vec![$(stringify!($method).to_owned()),+];
                Text { name: stringify!($name), routed, whole }
            }),+]
        }
    };
}

every_subject!(texts);

/// What the handlers of these tests are told to answer.
const TOLD: [(&str, &str); 5] = [
    ("etag", "\"5\""),
    ("x-total", "7"),
    ("x-hidden", "1"),
    ("content-language", "en"),
    ("set-cookie", "a=b"),
];

fn told(request: &mut Request<Vec<u8>>) {
    for (name, value) in TOLD {
        let line = format!("{name}: {value}").try_into().expect("a value");
        request.headers_mut().append(spy::ANSWER, line);
    }
}

/// Whether the methods of a route answer this one: what a router does with others is its own
/// business, unless the policy has to stop it before.
fn is_routed(text: &PolicyText, call: &FetchCall) -> bool {
    let method = call.normalized_method();
    let is_safelisted = ["GET", "HEAD", "POST"].contains(&method);
    // Nor has a policy to stop what the standard takes an upload listener for.
    text.methods.iter().any(|one| one == method) || !(is_safelisted || call.upload_listener)
}

/// How many responses pages got to read, so that a test which only ever sees one side is none.
#[derive(Default)]
struct Tally {
    read: usize,
    withheld: usize,
}

impl Tally {
    /// Asks `app` for what pages near the policy's origins may ask, and holds what they see against the
    /// text.
    fn hold(
        &mut self,
        about: &str,
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
            let inside = allowed_page(text, at, &label);
            let letter = letter.chars().next().unwrap_or('a');
            let address = match kind % 8 {
                0..=4 => inside,
                5 => near_miss(&inside, edit, at / 7, letter),
                6 => format!("{SERVER}/page"),
                _ => "https://evil.test".to_owned(),
            };
            let (browser, is_standard) = match engine % 4 {
                0 => (Browser::spec(), true),
                1 => (Browser::chromium(), false),
                2 => (Browser::firefox(), false),
                _ => (Browser::webkit(), false),
            };
            let page = browser.open(&address);
            let origin = page.origin();
            if origin == "null" {
                continue;
            }
            let fetch: Fetch = call.to_fetch(url);
            let mut telling = |mut request: Request<Vec<u8>>| {
                told(&mut request);
                app(request)
            };
            let seen = crate::drive(page.fetch(&mut telling, fetch));
            let permitted = text.allows_reading(&origin, &call, is_standard);
            assert_eq!(
                seen.is_ok(),
                permitted,
                "{about}: {origin} {call:?} {seen:?}"
            );
            let Ok(seen) = seen else {
                self.withheld += 1;
                continue;
            };
            self.read += 1;
            for (name, _) in TOLD {
                let may = text.exposes(&origin, &call, name);
                let shown = seen.headers.contains_key(name);
                // A router's own answer, a 405, has nothing of what the handlers are told.
                let is_handler = seen.status == 200;
                assert_eq!(
                    shown,
                    may && is_handler,
                    "{about}: {name} to {origin} {call:?}"
                );
            }
        }
    }
}

fn through_socket(served: &Served, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let answer = ask(served.address, request).expect("an answer");
    let mut response = Response::new(answer.body);
    *response.status_mut() = answer.status.try_into().expect("a status");
    let headers: &mut HeaderMap = response.headers_mut();
    for (name, value) in answer.lines {
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
fn every_door_shows_pages_what_the_policies_say_and_nothing_else() {
    let _turn = spy::turn();
    let subjects = subjects();
    let served = serve(&subjects);
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for text in texts() {
        let name = text.name;
        let subject = subjects.iter().find(|subject| subject.name == name);
        for (way, function) in &subject.expect("a subject").functions {
            let tally = tallies.entry(format!("function {way}")).or_default();
            let mut app = |request| through_function(*function, request);
            tally.hold(
                name,
                &text.whole,
                &format!("{SERVER}/{name}"),
                &mut app,
                false,
            );
        }
        let mounting = |served: &&Served| served.subjects.contains(&name);
        for served in served.iter().filter(mounting) {
            let way = format!("{:?} {}", served.door, served.way);
            let tally = tallies.entry(way).or_default();
            let url = format!("{SERVER}{}/{name}", served.base);
            let mut app = |request| through_socket(served, &request);
            match served.door {
                Door::Tower => tally.hold(name, &text.whole, &url, &mut app, false),
                _ => tally.hold(name, &text.routed, &url, &mut app, true),
            }
        }
    }
    for (way, Tally { read, withheld }) in tallies {
        println!("{way}: {read} responses read, {withheld} withheld");
        assert!(read > 20 && withheld > 20, "{way}: one-sided");
    }
}
