//! How an origin is searched for among those of a policy that is known when the program runs: in the
//! places there are, which are found out once.
//!
//! What the compiler sees is asked by [`Policy::allows`], of which it leaves little. This says the same.

use super::index::FEW;
use super::judged::{Origins, Policy};

/// A way to look.
///
/// What is called takes every register, so nothing of it is compiled into what asks, and no way has to
/// wait for what another one wants.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Search(fn(&Policy, &[u8]) -> bool);

impl Search {
    pub(crate) fn of(policy: &Policy) -> Self {
        Self(match &policy.origins {
            Origins::Listed { exact, patterns } if !policy.has_besides() => {
                match (patterns.is_empty(), exact.len()) {
                    (true, 0..=FEW) => is_among_few,
                    (true, _) => is_among_many,
                    (false, 0) => is_among_patterns,
                    (false, _) => is_anywhere,
                }
            }
            _ => is_anywhere,
        })
    }

    /// Whether `origin`, as a browser sent it, may read responses by `policy`, of which this is.
    #[inline]
    pub(crate) fn finds(self, policy: &Policy, origin: &[u8]) -> bool {
        (self.0)(policy, origin)
    }
}

fn is_among_few(policy: &Policy, origin: &[u8]) -> bool {
    match &policy.origins {
        Origins::Any => true,
        Origins::Listed { exact, .. } => exact.contains(origin),
    }
}

fn is_among_many(policy: &Policy, origin: &[u8]) -> bool {
    match &policy.origins {
        Origins::Any => true,
        Origins::Listed { exact, .. } => exact.contain_among_many(origin),
    }
}

fn is_among_patterns(policy: &Policy, origin: &[u8]) -> bool {
    match &policy.origins {
        Origins::Any => true,
        Origins::Listed { patterns, .. } => patterns
            .iter()
            .any(|pattern| pattern.matches_right_here(origin)),
    }
}

fn is_anywhere(policy: &Policy, origin: &[u8]) -> bool {
    policy.allows(origin)
}

#[cfg(test)]
mod tests {
    use super::{Search, is_among_few, is_among_many, is_among_patterns, is_anywhere};
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
            (policy(&FEW[..1], &[]), is_among_few as fn(&_, &_) -> _),
            (policy(&FEW, &[]), is_among_few),
            (policy(&MANY, &[]), is_among_many),
            (policy(&[PATTERN], &[]), is_among_patterns),
            (policy(&mixed, &[]), is_anywhere),
            (policy(&mixed_many, &[]), is_anywhere),
            (policy(&FEW, &[DEV]), is_anywhere),
            (policy(&[PATTERN], &[DEV]), is_anywhere),
            (policy(&MANY, &[]).and_from(&LIVE), is_anywhere),
        ] {
            let search = Search::of(&policy);
            assert!(std::ptr::fn_addr_eq(search.0, way), "{policy:?}");
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
