//! Behaviour of browsers that the virtual browser does not model, case by case.
//!
//! An entry allows its case to differ. If the case agrees, the test fails until the entry is
//! removed.

use cors_tests::launch::Engine::{self, Chromium, Firefox, WebKit};

use crate::case::Case;
use crate::origins::Scheme;

struct NotModelled {
    group: &'static str,
    name: &'static str,
    /// The browsers with this behaviour.
    engines: &'static [Engine],
    /// Limited to this scheme.
    scheme: Option<Scheme>,
    reason: &'static str,
}

const EVERY: &[Engine] = &[Chromium, Firefox, WebKit];
const NO_CACHE: &str = "the virtual browser has no HTTP cache";
const NOT_A_FETCH: &str = "a WebSocket is not a fetch";
const NO_NAVIGATION: &str = "the virtual browser does not navigate";

const ALL: &[NotModelled] = &[
    cached("the same page again", EVERY),
    cached("another origin afterwards, any origin allowed", EVERY),
    // Firefox repeats the request, like a browser without a cache.
    cached(
        "a script after an image, any origin allowed",
        &[Chromium, WebKit],
    ),
    cached("by hand without Vary: another origin afterwards", EVERY),
    cached("by hand without Vary: a script after an image", EVERY),
    socket("a WebSocket"),
    socket("a WebSocket of the server's own page"),
    socket("a WebSocket from another site"),
    socket("a WebSocket from another host"),
    socket("a WebSocket from a sandboxed frame"),
    prefetch("prefetches"),
    prefetch("a prefetch in a frame of another host"),
    load_event("prefetches"),
    load_event("a prefetch in a frame of another host"),
    load_event("preloads"),
    load_event("a preload in a frame of another host"),
    NotModelled {
        group: "without fetch metadata",
        ..socket("a WebSocket")
    },
    NotModelled {
        group: "poem with enforce",
        ..socket("a WebSocket")
    },
    NotModelled {
        group: "poem with enforce",
        ..socket("a WebSocket from another host")
    },
    NotModelled {
        group: "poem with enforce",
        ..socket("a WebSocket from another site")
    },
    NotModelled {
        scheme: Some(Scheme::Http),
        ..navigation("without fetch metadata", "a frame")
    },
    NotModelled {
        scheme: Some(Scheme::Http),
        ..navigation("without fetch metadata", "a form")
    },
    navigation("enforce", "frames"),
    navigation("enforce", "a frame in a frame of another host"),
    navigation("enforce", "links"),
    navigation("enforce", "a link in a frame of another host"),
    navigation("enforce", "forms by GET"),
    navigation("enforce", "forms"),
    navigation("method fields", "the server's own page"),
    navigation("method fields", "an allowed page"),
    navigation("method fields", "another port"),
    navigation("method fields", "another host"),
    navigation("method fields", "a tenant"),
    navigation("method fields", "a frame of data"),
    navigation("previews with enforce", "a form of a preview"),
    navigation("previews with enforce", "forms"),
    navigation("poem with enforce", "forms"),
];

const fn prefetch(name: &'static str) -> NotModelled {
    NotModelled {
        group: "enforce",
        name,
        engines: &[WebKit],
        scheme: None,
        reason: "the virtual browser sends the request of every element",
    }
}

const fn load_event(name: &'static str) -> NotModelled {
    NotModelled {
        group: "enforce",
        name,
        engines: &[Firefox],
        scheme: None,
        reason: "the virtual browser does not model the events of elements",
    }
}

const fn cached(name: &'static str, engines: &'static [Engine]) -> NotModelled {
    NotModelled {
        group: "caches",
        name,
        engines,
        scheme: None,
        reason: NO_CACHE,
    }
}

const fn socket(name: &'static str) -> NotModelled {
    NotModelled {
        group: "enforce",
        name,
        engines: EVERY,
        scheme: Some(Scheme::Http),
        reason: NOT_A_FETCH,
    }
}

const fn navigation(group: &'static str, name: &'static str) -> NotModelled {
    NotModelled {
        group,
        name,
        engines: EVERY,
        scheme: None,
        reason: NO_NAVIGATION,
    }
}

/// Returns why a profile may differ in a case, if it may.
pub(crate) fn reason(engine: Engine, scheme: Scheme, case: &Case) -> Option<&'static str> {
    let applies = |entry: &&NotModelled| {
        (entry.group, entry.name) == (case.group, case.name)
            && entry.engines.contains(&engine)
            && entry.scheme.is_none_or(|only| only == scheme)
    };
    ALL.iter().find(applies).map(|entry| entry.reason)
}

/// Guards against an entry without a case.
#[test]
fn every_entry_matches_a_case() {
    let table = crate::cases::table();
    for entry in ALL {
        let scheme = entry.scheme.unwrap_or(Scheme::Http);
        let is_case = |case: &Case| (case.group, case.name) == (entry.group, entry.name);
        let case = table.iter().find(|case| is_case(case)).expect(entry.name);
        assert!(!case.steps_over(scheme).is_empty(), "{}", entry.name);
    }
}
