//! What the engines do and the virtual browser has not, case by case: the one place for it.
//!
//! An entry excuses its case from agreeing, and nothing else: once the case agrees, the test is red
//! until the entry is gone.

use cors_tests::launch::Engine::{self, Chromium, Firefox, WebKit};

use crate::case::Case;
use crate::origins::Scheme;

struct Unmodelled {
    group: &'static str,
    name: &'static str,
    /// The engines that do it.
    engines: &'static [Engine],
    /// Over this scheme only, if any.
    scheme: Option<Scheme>,
    because: &'static str,
}

const EVERY: &[Engine] = &[Chromium, Firefox, WebKit];
const NO_CACHE: &str = "there is no HTTP cache";
const NO_SOCKETS: &str = "a WebSocket is no fetch";

const ALL: &[Unmodelled] = &[
    kept("the same page again", EVERY),
    kept("another origin afterwards, where everybody may read", EVERY),
    // Firefox asks anew here, as who has no cache does.
    kept(
        "a script after an image, where everybody may read",
        &[Chromium, WebKit],
    ),
    kept("by hand without Vary: another origin afterwards", EVERY),
    kept("by hand without Vary: a script after an image", EVERY),
    socket("a WebSocket"),
    socket("a WebSocket from another host"),
    socket("a WebSocket from a sandboxed frame"),
];

const fn kept(name: &'static str, engines: &'static [Engine]) -> Unmodelled {
    Unmodelled {
        group: "caches",
        name,
        engines,
        scheme: None,
        because: NO_CACHE,
    }
}

const fn socket(name: &'static str) -> Unmodelled {
    Unmodelled {
        group: "enforce",
        name,
        engines: EVERY,
        scheme: Some(Scheme::Http),
        because: NO_SOCKETS,
    }
}

/// Why a profile need not agree with this case, if it need not.
pub(crate) fn reason(engine: Engine, scheme: Scheme, case: &Case) -> Option<&'static str> {
    let is_meant = |entry: &&Unmodelled| {
        (entry.group, entry.name) == (case.group, case.name)
            && entry.engines.contains(&engine)
            && entry.scheme.is_none_or(|only| only == scheme)
    };
    ALL.iter().find(is_meant).map(|entry| entry.because)
}

/// An entry about nothing would be there for ever.
#[test]
fn every_entry_is_about_a_case() {
    let table = crate::cases::table();
    for entry in ALL {
        let scheme = entry.scheme.unwrap_or(Scheme::Http);
        let is_of_this = |case: &Case| (case.group, case.name) == (entry.group, entry.name);
        let case = table
            .iter()
            .find(|case| is_of_this(case))
            .expect(entry.name);
        assert!(!case.steps_over(scheme).is_empty(), "{}", entry.name);
    }
}
