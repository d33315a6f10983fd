//! The search for a pattern that covers another entry of the list.

use std::collections::HashMap;

use crate::origin::pattern::{OriginPattern, Port, Scheme};

/// The patterns of a list by their parts. A search walks the labels of a host, so its cost does not
/// depend on the length of the list.
pub(super) struct CoveringPatterns<'p> {
    patterns: HashMap<Parts<'p>, (usize, &'p OriginPattern)>,
}

/// Scheme, whether the pattern matches subdomains, host and port.
type Parts<'p> = (Scheme, bool, &'p str, Port);

impl<'p> CoveringPatterns<'p> {
    /// Collects the patterns among `entries`; exact origins cover nothing else.
    pub(super) fn new(entries: impl Iterator<Item = &'p OriginPattern>) -> Self {
        let mut patterns = HashMap::new();
        for (position, pattern) in entries.filter(|entry| !entry.is_exact()).enumerate() {
            let first = patterns.entry(parts_of(pattern));
            first.or_insert((position, pattern));
        }
        Self { patterns }
    }

    /// Returns the first pattern of the list, other than `narrow` itself, that matches every origin
    /// that `narrow` matches.
    pub(super) fn first_above(&self, narrow: &OriginPattern) -> Option<&'p OriginPattern> {
        let host = narrow.host();
        let parents = host
            .match_indices('.')
            .map(|(dot, _)| (true, &host[dot + 1..]));
        let own = (narrow.matches_subdomains(), host);
        let wider = parents.chain([own]).flat_map(|(subdomains, host)| {
            [narrow.port(), Port::Any].map(|port| (narrow.scheme(), subdomains, host, port))
        });
        wider
            .filter(|parts| *parts != parts_of(narrow))
            .filter_map(|parts| self.get(&parts))
            .min_by_key(|(position, _)| *position)
            .map(|(_, pattern)| pattern)
    }

    fn get(&self, parts: &Parts<'_>) -> Option<(usize, &'p OriginPattern)> {
        #[cfg(test)]
        tests::LOOKUPS.set(tests::LOOKUPS.get() + 1);
        self.patterns.get(parts).copied()
    }
}

fn parts_of(pattern: &OriginPattern) -> Parts<'_> {
    let subdomains = pattern.matches_subdomains();
    (pattern.scheme(), subdomains, pattern.host(), pattern.port())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::{CoveringPatterns, OriginPattern, Port, Scheme};
    use crate::spec::PolicySpec;
    use crate::validate;

    thread_local! {
        /// The number of lookups in this thread.
        pub(super) static LOOKUPS: Cell<usize> = const { Cell::new(0) };
    }

    /// Compares two patterns by the definition.
    fn covers(wide: &OriginPattern, narrow: &OriginPattern) -> bool {
        let port = wide.port() == Port::Any || wide.port() == narrow.port();
        let host = if wide.matches_subdomains() {
            let is_below = narrow
                .host()
                .strip_suffix(wide.host())
                .is_some_and(|labels| labels.ends_with('.'));
            is_below || (narrow.matches_subdomains() && narrow.host() == wide.host())
        } else {
            narrow.host() == wide.host() && !narrow.matches_subdomains()
        };
        wide != narrow && wide.scheme() == narrow.scheme() && port && host
    }

    fn pattern() -> impl Strategy<Value = OriginPattern> {
        let scheme = prop_oneof![Just(Scheme::Http), Just(Scheme::Https)];
        let port = prop_oneof![
            Just(Port::Default),
            Just(Port::Any),
            Just(Port::Number(8080)),
        ];
        let host = "([ab]\\.){0,3}[ab]\\.?|\\[::1\\]|127\\.0\\.0\\.1";
        (scheme, any::<bool>(), host, port).prop_map(|(scheme, subdomains, host, port)| {
            OriginPattern::new(scheme, subdomains, host, port)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn search_agrees_with_comparing_all_pairs(
            list in proptest::collection::vec(pattern(), 0..12)
        ) {
            let index = CoveringPatterns::new(list.iter());
            for narrow in &list {
                let mut patterns = list.iter().filter(|wide| !wide.is_exact());
                let expected = patterns.find(|wide| covers(wide, narrow));
                prop_assert_eq!(index.first_above(narrow), expected, "{}", narrow);
            }
        }
    }

    /// Returns the number of lookups for a list of this length.
    fn lookups_of(count: usize) -> usize {
        let texts: Vec<String> = (0..count)
            .map(|n| format!("https://*.tenant-{n}.example.com"))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        LOOKUPS.set(0);
        let validation = validate(&PolicySpec::from_lists([("origins", &texts)]));
        assert_eq!(validation.violations, []);
        LOOKUPS.get()
    }

    #[test]
    fn work_grows_like_the_list() {
        let of_one = lookups_of(1);
        assert!(of_one > 0);
        for count in [1_000, 8_000] {
            assert_eq!(lookups_of(count), count * of_one);
        }
    }
}
