//! A property of sets of handlers on one path: the handlers of other methods, with or without a policy, have no
//! influence on the requests of a page for a method. Each integration mounts the sets in its own ways.

use std::cell::RefCell;
use std::fmt::Debug;

use cors_browser::FetchResponse;
use facade::Policy;
use http::Method;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::fetch_call::FetchCall;
use crate::fetch_strategy::fetch_calls;

/// The origin of the server.
pub const SERVER: &str = "https://api.test";

const PAGES: [&str; 4] = [
    "https://app.test",
    "https://other.test",
    "https://evil.test",
    SERVER,
];

const METHODS: [Method; 5] = [
    Method::GET,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
];

thread_local! {
    /// The handlers that have run.
    static RAN: RefCell<Vec<Kind>> = const { RefCell::new(Vec::new()) };
}

/// The policy of the fallback, which allows a page that no other policy allows with credentials.
pub static REST: Policy = facade::policy! {
    origins = ["https://evil.test"],
    credentials,
    methods = ["DELETE", "PATCH", "PUT"],
    headers = ["content-type", "x-b"],
    expose = ["x-secret"],
};

/// A handler, by its policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A policy that allows any origin.
    Public,
    /// A policy that allows one page, with credentials.
    Listed,
    /// A policy of a handler that returns an error.
    Failing,
    /// A policy that enforces.
    Enforced,
    /// No policy.
    Plain,
}

impl Kind {
    /// Records that the handler has run. Returns the headers of its response.
    #[must_use]
    pub fn run(self) -> [(&'static str, &'static str); 2] {
        RAN.with_borrow_mut(|ran| ran.push(self));
        [("x-secret", "1"), ("etag", "a")]
    }
}

/// The handlers of a path.
#[derive(Debug, Clone, Copy, Default)]
pub struct HandlerSet {
    by_method: [Option<Kind>; METHODS.len()],
    /// The handler for all other methods, which leaves none for a handler without a policy.
    pub rest: Option<Kind>,
}

impl HandlerSet {
    /// Returns the handlers that are mounted for one method each.
    pub fn by_method(self) -> impl Iterator<Item = (Method, Kind)> {
        let handlers = METHODS.into_iter().zip(self.by_method);
        handlers.filter_map(|(method, kind)| Some((method, kind?)))
    }

    /// Returns the handler for a method.
    fn handler(self, method: &str) -> Option<Kind> {
        let mut handlers = self.by_method();
        let own = handlers.find(|(own, _)| own == method);
        own.map(|(_, kind)| kind).or(self.rest)
    }

    /// Returns the set with the handler for a method only.
    fn alone(self, method: &str) -> Self {
        let mut alone = Self::default();
        let own = METHODS.iter().position(|own| own == method);
        match own.map(|own| (own, self.by_method[own])) {
            Some((own, Some(kind))) => alone.by_method[own] = Some(kind),
            _ => alone.rest = self.rest,
        }
        alone
    }
}

/// The observations of a page and of the server.
#[derive(Debug, PartialEq, Eq)]
pub struct Observed {
    ran: Vec<Kind>,
    /// The headers that the page can read; `None` for a blocked response.
    readable: Option<Vec<String>>,
}

/// Observes a fetch.
pub fn observe(fetch: impl FnOnce() -> Option<FetchResponse>) -> Observed {
    RAN.take();
    let readable = fetch().map(|response| {
        let names = response.headers.keys().map(ToString::to_string);
        // A response of the framework may have other headers.
        names
            .filter(|name| name == "etag" || name == "x-secret")
            .collect()
    });
    Observed {
        ran: RAN.take(),
        readable,
    }
}

/// Generates sets of handlers of these kinds, half of them with a handler for all other methods that is one
/// of `rest`.
pub fn handler_sets(
    kinds: &'static [Option<Kind>],
    rest: &'static [Option<Kind>],
) -> impl Strategy<Value = HandlerSet> {
    let by_method =
        std::array::from_fn::<_, { METHODS.len() }, _>(|_| proptest::sample::select(kinds));
    let rest = (proptest::sample::select(rest), any::<bool>());
    (by_method, rest).prop_map(|(by_method, (rest, has_rest))| {
        let rest = rest.filter(|_| has_rest);
        let is_possible = |kind: &Kind| rest.is_none() || *kind != Kind::Plain;
        HandlerSet {
            by_method: by_method.map(|kind| kind.filter(is_possible)),
            rest,
        }
    })
}

/// Asserts that requests depend on the handler of their method only. `observe` sends the request of a page at
/// an origin to a server with the handlers.
///
/// # Panics
///
/// If a request depends on another handler, or if the random requests are too much alike.
pub fn assert_independent<S: Debug + Copy>(
    sets: impl Strategy<Value = HandlerSet>,
    shapes: impl Strategy<Value = S>,
    observe: impl Fn(HandlerSet, S, &str, &FetchCall) -> Observed,
) {
    let counts = RefCell::new([0; 3]);
    let config = Config {
        cases: 4_000,
        failure_persistence: None,
        ..Config::default()
    };
    let pages = proptest::sample::select(&PAGES[..]);
    let input = (sets, shapes, pages, fetch_calls());
    let result = TestRunner::new(config).run(&input, |(handlers, shape, page, call)| {
        // Frameworks respond to `HEAD` with the handler for `GET`.
        let method = match call.normalized_method() {
            "HEAD" => "GET",
            method => method,
        };
        let handler = handlers.handler(method);
        let found = observe(handlers, shape, page, &call);
        let expected = observe(handlers.alone(method), shape, page, &call);
        prop_assert_eq!(&found.ran, &expected.ran);
        // A 405 has the headers of the annotated handlers of its path.
        if handler.is_some() {
            prop_assert_eq!(&found, &expected);
        } else {
            prop_assert!(found.ran.is_empty());
        }
        let kind = match (&handler, &found.readable) {
            (Some(Kind::Plain), _) => 0,
            (_, Some(_)) => 1,
            (_, None) => 2,
        };
        counts.borrow_mut()[kind] += 1;
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let counts = counts.into_inner();
    println!("plain, readable, blocked: {counts:?}");
    assert!(
        counts.iter().all(|count| *count > 200),
        "one-sided: {counts:?}"
    );
}
