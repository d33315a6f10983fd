//! What an answer takes at each door: what its headers take when a handler writes them itself, and no
//! more. Each door is asked beside a handler of its framework that does.
//!
//! The counter counts the thread it is asked on, so nothing else that runs is in the numbers.

mod actix;
mod axum;
mod http;
mod rocket;

use std::hint::black_box;

use allocation_counter::measure;

use crate::case::{APP, EVIL};
use crate::drive;

/// What is asked of a `PUT` handler.
#[derive(Debug, Clone, Copy)]
enum Asked {
    /// Nobody's page.
    Bare,
    Allowed,
    Refused,
    Preflight,
    RefusedPreflight,
}

impl Asked {
    const ALL: [Self; 5] = [
        Self::Bare,
        Self::Allowed,
        Self::Refused,
        Self::Preflight,
        Self::RefusedPreflight,
    ];

    const fn is_preflight(self) -> bool {
        matches!(self, Self::Preflight | Self::RefusedPreflight)
    }

    const fn method(self) -> &'static str {
        if self.is_preflight() {
            "OPTIONS"
        } else {
            "PUT"
        }
    }

    /// The headers of the request.
    fn sent(self) -> Vec<(&'static str, &'static str)> {
        let origin = match self {
            Self::Bare => None,
            Self::Allowed | Self::Preflight => Some(APP),
            Self::Refused | Self::RefusedPreflight => Some(EVIL),
        };
        let method = self.is_preflight().then_some("PUT");
        let origin = origin.map(|origin| ("origin", origin));
        let method = method.map(|method| ("access-control-request-method", method));
        origin.into_iter().chain(method).collect()
    }

    const fn status(self) -> u16 {
        match self {
            Self::Preflight => 204,
            Self::RefusedPreflight => 403,
            _ => 200,
        }
    }

    /// The headers of the answer. At some doors it depends on the method that a preflight asks for, even
    /// where there is one handler.
    const fn answered(self, door: Door) -> &'static [(&'static str, &'static str)] {
        const VARY: (&str, &str) = ("vary", "Origin");
        const VARY_BY_METHOD: (&str, &str) = ("vary", "Origin, Access-Control-Request-Method");
        const ORIGIN: (&str, &str) = ("access-control-allow-origin", APP);
        const CREDENTIALS: (&str, &str) = ("access-control-allow-credentials", "true");
        const METHODS: (&str, &str) = ("access-control-allow-methods", "PUT");
        const HEADERS: (&str, &str) = ("access-control-allow-headers", "x-token");
        const MAX_AGE: (&str, &str) = ("access-control-max-age", "600");
        match (self, door) {
            (Self::Allowed, _) => &[ORIGIN, CREDENTIALS, VARY],
            (Self::Preflight, Door::Actix) => &[
                ORIGIN,
                CREDENTIALS,
                METHODS,
                HEADERS,
                MAX_AGE,
                VARY_BY_METHOD,
            ],
            (Self::Preflight, _) => &[ORIGIN, CREDENTIALS, METHODS, HEADERS, MAX_AGE, VARY],
            (Self::RefusedPreflight, Door::Actix) => &[VARY_BY_METHOD],
            _ => &[VARY],
        }
    }
}

/// Where something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    Http,
    Actix,
    Rocket,
}

/// An answer, and how often something was allocated for it.
#[derive(Debug)]
struct Answer {
    status: u16,
    /// In the order of their names; what the framework says of itself is left out.
    lines: Vec<(String, String)>,
    allocated: u64,
}

impl Answer {
    fn new<'l>(
        status: u16,
        lines: impl IntoIterator<Item = (&'l str, &'l [u8])>,
        allocated: u64,
    ) -> Self {
        let lines = lines.into_iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value).into_owned();
            (name.to_lowercase(), value)
        });
        let mut lines: Vec<_> = lines
            .filter(|(name, _)| name == "vary" || name.starts_with("access-control-"))
            .collect();
        lines.sort();
        Self {
            status,
            lines,
            allocated,
        }
    }
}

/// What an operation returns, and how often it has allocated.
fn counted<T>(operation: impl FnOnce() -> T) -> (T, u64) {
    let mut returned = None;
    let counted = measure(|| returned = Some(black_box(operation())));
    (returned.expect("it has run"), counted.count_total)
}

/// Asks ours, and what is written by hand for that request alone.
fn assert_alike(ours: impl Fn(Asked) -> Answer, by_hand: impl Fn(Asked) -> Answer) {
    for asked in Asked::ALL {
        let settled = |ask: &dyn Fn(Asked) -> Answer| {
            // The first ones make what is made once.
            for _ in 0..4 {
                ask(asked);
            }
            ask(asked)
        };
        let (ours, by_hand) = (settled(&ours), settled(&by_hand));
        assert_eq!(ours.status, asked.status(), "{asked:?}");
        assert_eq!(ours.lines, by_hand.lines, "{asked:?}");
        let (ours, by_hand) = (ours.allocated, by_hand.allocated);
        assert!(ours <= by_hand, "{asked:?}: {ours} for {by_hand}");
    }
}
