//! How an origin is searched for among those of a policy that is known when the program runs: in the
//! places there are, which are found out once.
//!
//! What the compiler sees is asked by [`Policy::allows`], of which it leaves little. This says the same.

use super::asked::match_any;
use super::index::FEW;
use super::judged::{Origins, Policy};

/// Where to look.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Search {
    /// In a list of a few exact origins, and nowhere else.
    Few,
    /// In a list of many, and nowhere else.
    Many,
    /// Among patterns, and nowhere else.
    Patterns,
    /// In more than one of these places.
    Anywhere {
        /// Whether there is more than the origins of every build.
        has_besides: bool,
    },
}

impl Search {
    pub(crate) fn of(policy: &Policy) -> Self {
        let has_besides = policy.has_besides();
        match &policy.origins {
            Origins::Listed { exact, patterns } if !has_besides => {
                match (patterns.is_empty(), exact.len()) {
                    (true, 0..=FEW) => Search::Few,
                    (true, _) => Search::Many,
                    (false, 0) => Search::Patterns,
                    (false, _) => Search::Anywhere { has_besides },
                }
            }
            _ => Search::Anywhere { has_besides },
        }
    }

    /// Whether `origin`, as a browser sent it, may read responses by `policy`, of which this is.
    ///
    /// What is called takes every register, so nothing of it is compiled into what asks, and neither
    /// has a way among many to wait for what a way among few wants.
    #[inline]
    pub(crate) fn finds(self, policy: &Policy, origin: &[u8]) -> bool {
        match self {
            Search::Few => is_among_few(policy, origin),
            Search::Many => is_among_many(policy, origin),
            Search::Patterns => is_among_patterns(policy, origin),
            Search::Anywhere { has_besides } => is_anywhere(policy, has_besides, origin),
        }
    }
}

#[inline(never)]
fn is_among_few(policy: &Policy, origin: &[u8]) -> bool {
    match &policy.origins {
        Origins::Any => true,
        Origins::Listed { exact, .. } => exact.contains(origin),
    }
}

#[inline(never)]
fn is_among_many(policy: &Policy, origin: &[u8]) -> bool {
    match &policy.origins {
        Origins::Any => true,
        Origins::Listed { exact, .. } => exact.contain_among_many(origin),
    }
}

#[inline(never)]
fn is_among_patterns(policy: &Policy, origin: &[u8]) -> bool {
    match &policy.origins {
        Origins::Any => true,
        Origins::Listed { patterns, .. } => match_any(patterns, origin),
    }
}

#[inline(never)]
fn is_anywhere(policy: &Policy, has_besides: bool, origin: &[u8]) -> bool {
    let is_here = match &policy.origins {
        Origins::Any => true,
        Origins::Listed { exact, patterns } => {
            exact.contains(origin) || match_any(patterns, origin)
        }
    };
    is_here || (has_besides && policy.allows_besides(origin))
}

#[cfg(test)]
mod tests {
    use super::Search;
    use crate::policy::{Draft, Policy, judge};
    use crate::sources::LiveOrigins;

    static LIVE: LiveOrigins = LiveOrigins::empty();

    fn policy(origins: &[&str], dev_origins: &[&str]) -> Policy {
        let mut keys = vec![("origins", origins)];
        if !dev_origins.is_empty() {
            keys.push(("dev_origins", dev_origins));
        }
        judge(&Draft::named(keys)).policy.unwrap()
    }

    #[test]
    fn an_origin_is_found_wherever_it_is_and_nowhere_else() {
        const FEW: [&str; 3] = ["https://a.test", "https://b.test", "https://c.test"];
        const MANY: [&str; 4] = [
            "https://a.test",
            "https://b.test",
            "https://c.test",
            "https://d.test",
        ];
        const PATTERN: &str = "https://*.example.com";
        const DEV: &str = "http://localhost:3000";
        let mixed = [&FEW[..], &[PATTERN]].concat();
        let mixed_many = [&MANY[..], &[PATTERN]].concat();
        for (policy, way) in [
            (policy(&FEW[..1], &[]), "Few"),
            (policy(&FEW, &[]), "Few"),
            (policy(&MANY, &[]), "Many"),
            (policy(&[PATTERN], &[]), "Patterns"),
            (policy(&mixed, &[]), "Anywhere { has_besides: false }"),
            (policy(&mixed_many, &[]), "Anywhere { has_besides: false }"),
            (policy(&FEW, &[DEV]), "Anywhere { has_besides: true }"),
            (policy(&[PATTERN], &[DEV]), "Anywhere { has_besides: true }"),
            (
                policy(&MANY, &[]).and_from(&LIVE),
                "Anywhere { has_besides: true }",
            ),
        ] {
            let search = Search::of(&policy);
            assert_eq!(format!("{search:?}"), way);
            for origin in [
                &MANY[..],
                &[
                    DEV,
                    "https://a.example.com",
                    "https://example.com",
                    "https://e.test",
                    "null",
                    "",
                ],
            ]
            .concat()
            {
                let origin = origin.as_bytes();
                assert_eq!(
                    search.finds(&policy, origin),
                    policy.allows(origin),
                    "{policy:?} {origin:?}"
                );
            }
        }
    }
}
