//! The search for a pattern that covers another entry of the list.

use std::collections::HashMap;

use crate::origin::pattern::{OriginPattern, Port, Scheme};

/// The patterns of a list by their parts. A search walks the labels of a host, and the hyphens of its
/// first label, so its cost does not depend on the length of the list.
pub(super) struct CoveringPatterns<'p> {
    patterns: HashMap<Parts<'p>, (usize, &'p OriginPattern)>,
    /// Whether one of them is a pattern over a label.
    has_labels: bool,
}

/// The parts of a pattern in which it is compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Parts<'p> {
    scheme: Scheme,
    wildcard: WildcardParts<'p>,
    host: &'p str,
    port: Port,
}

/// A wildcard as borrowed parts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum WildcardParts<'p> {
    None,
    Subdomains,
    /// The texts before and after the `*` of a label.
    Label(&'p str, &'p str),
}

impl<'p> CoveringPatterns<'p> {
    /// Collects the patterns among `entries`; exact origins cover nothing else.
    pub(super) fn new(entries: impl Iterator<Item = &'p OriginPattern>) -> Self {
        let mut patterns = HashMap::new();
        let mut has_labels = false;
        for (position, pattern) in entries.filter(|entry| !entry.is_exact()).enumerate() {
            let first = patterns.entry(Parts::of(pattern));
            first.or_insert((position, pattern));
            has_labels |= pattern.label().is_some();
        }
        Self {
            patterns,
            has_labels,
        }
    }

    /// Returns the first pattern of the list, other than `narrow` itself, that matches every origin
    /// that `narrow` matches.
    pub(super) fn first_above(&self, narrow: &OriginPattern) -> Option<&'p OriginPattern> {
        if self.patterns.is_empty() {
            return None;
        }
        let own = Parts::of(narrow);
        let host = narrow.host();
        let parents = host
            .match_indices('.')
            .map(|(dot, _)| (WildcardParts::Subdomains, &host[dot + 1..]));
        // The host of a pattern over a label is already above that label.
        let base = matches!(own.wildcard, WildcardParts::Label(..));
        let base = base.then_some((WildcardParts::Subdomains, host));
        let labels = self.has_labels.then(|| labels_above(narrow));
        let wider = parents
            .chain(base)
            .chain([(own.wildcard, host)])
            .chain(labels.into_iter().flatten())
            .flat_map(|(wildcard, host)| {
                [narrow.port(), Port::Any].map(|port| Parts {
                    scheme: narrow.scheme(),
                    wildcard,
                    host,
                    port,
                })
            });
        wider
            .filter(|parts| *parts != own)
            .filter_map(|parts| self.get(&parts))
            .filter(|(_, wide)| matches_label_of(wide, narrow))
            .min_by_key(|(position, _)| *position)
            .map(|(_, pattern)| pattern)
    }

    fn get(&self, parts: &Parts<'_>) -> Option<(usize, &'p OriginPattern)> {
        #[cfg(test)]
        tests::LOOKUPS.set(tests::LOOKUPS.get() + 1);
        self.patterns.get(parts).copied()
    }
}

impl<'p> Parts<'p> {
    fn of(pattern: &'p OriginPattern) -> Self {
        let wildcard = match pattern.label() {
            Some(label) => WildcardParts::Label(label.prefix(), label.suffix()),
            None if pattern.matches_subdomains() => WildcardParts::Subdomains,
            None => WildcardParts::None,
        };
        Self {
            scheme: pattern.scheme(),
            wildcard,
            host: pattern.host(),
            port: pattern.port(),
        }
    }
}

/// Returns the patterns over a label that could cover a pattern, each with its host. The text before a
/// `*` is empty or ends with a hyphen, and the text after it is empty or begins with one, so there are as
/// many as pairs of hyphens.
fn labels_above(narrow: &OriginPattern) -> Vec<(WildcardParts<'_>, &str)> {
    let (before, after, host) = match (narrow.label(), narrow.host().split_once('.')) {
        (Some(label), _) => (label.prefix(), label.suffix(), narrow.host()),
        (None, Some((label, host))) if !narrow.matches_subdomains() => (label, label, host),
        _ => return Vec::new(),
    };
    let ends = before.match_indices('-').map(|(hyphen, _)| hyphen + 1);
    let starts = || after.match_indices('-').map(|(hyphen, _)| hyphen);
    let mut labels = Vec::new();
    for end in std::iter::once(0).chain(ends) {
        for start in starts().chain([after.len()]) {
            let wildcard = WildcardParts::Label(&before[..end], &after[start..]);
            // The whole label would be `*.`.
            if (end, start) != (0, after.len()) {
                labels.push((wildcard, host));
            }
        }
    }
    labels
}

/// Returns whether `wide` matches the first label of `narrow`, if `wide` is a pattern over a label.
fn matches_label_of(wide: &OriginPattern, narrow: &OriginPattern) -> bool {
    match (wide.label(), narrow.label()) {
        (None, _) => true,
        (Some(wide), Some(narrow)) => wide.covers(narrow),
        (Some(wide), None) => {
            let label = narrow.host().split('.').next().unwrap_or_default();
            wide.matches(label.as_bytes())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::{CoveringPatterns, OriginPattern, Port};
    use crate::origin::{ParsedOrigin, parse};
    use crate::spec::PolicySpec;
    use crate::validate;

    thread_local! {
        /// The number of lookups in this thread.
        pub(super) static LOOKUPS: Cell<usize> = const { Cell::new(0) };
    }

    /// Compares two patterns by the definition.
    fn covers(wide: &OriginPattern, narrow: &OriginPattern) -> bool {
        let port = wide.port() == Port::Any || wide.port() == narrow.port();
        let host_of = |pattern: &OriginPattern| match pattern.label() {
            Some(label) => format!("{label}.{}", pattern.host()),
            None => pattern.host().to_owned(),
        };
        let narrow_host = host_of(narrow);
        let host = if wide.matches_subdomains() {
            let is_below = narrow_host
                .strip_suffix(wide.host())
                .is_some_and(|labels| labels.ends_with('.'));
            is_below || (narrow.matches_subdomains() && narrow.host() == wide.host())
        } else if let Some(label) = wide.label() {
            let (first, rest) = narrow_host.split_once('.').unwrap_or_default();
            let star = first.replace('*', "x");
            rest == wide.host()
                && !narrow.matches_subdomains()
                && label.matches(star.as_bytes())
                // The `*` of the other pattern is within this one.
                && (narrow.label().is_none()
                    || first.starts_with(label.prefix())
                        && first.ends_with(label.suffix())
                        && first.find('*') >= Some(label.prefix().len())
                        && first.len() - first.find('*').unwrap_or_default() > label.suffix().len())
        } else {
            narrow_host == host_of(wide) && !narrow.matches_subdomains()
        };
        wide != narrow && wide.scheme() == narrow.scheme() && port && host
    }

    fn pattern() -> impl Strategy<Value = OriginPattern> {
        let scheme = prop_oneof![Just("http"), Just("https")];
        let port = prop_oneof![Just(""), Just(":*"), Just(":8080")];
        let wildcard = prop_oneof![
            2 => Just(String::new()),
            1 => Just("*.".to_owned()),
            1 => "([ab_]-){0,2}\\*(-[ab_]){1,2}\\.",
            1 => "([ab_]-){1,2}\\*(-[ab_]){0,2}\\.",
            1 => "([ab_]-){1,4}[ab]\\.",
        ];
        let host = prop_oneof![3 => "([ab]\\.){0,3}[ab]\\.?", 1 => "[ab]\\.internal"];
        let web = (scheme, wildcard, host, port).prop_map(|(scheme, wildcard, host, port)| {
            format!("{scheme}://{wildcard}{host}{port}")
        });
        let address = prop_oneof![Just("http://[::1]"), Just("http://127.0.0.1:*")];
        prop_oneof![8 => web, 1 => address.prop_map(str::to_owned)].prop_map(|text| {
            let Ok(ParsedOrigin::Web(pattern)) = parse(&text) else {
                unreachable!("{text}");
            };
            pattern
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
    fn lookups_of(count: usize, text: fn(usize) -> String) -> usize {
        let texts: Vec<String> = (0..count).map(text).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        LOOKUPS.set(0);
        let validation = validate(&PolicySpec::from_lists([("origins", &texts)]));
        assert_eq!(validation.violations, []);
        LOOKUPS.get()
    }

    #[test]
    fn work_grows_like_the_list() {
        for text in [
            |n| format!("https://*.tenant-{n}.example.com"),
            |n| format!("https://tenant-{n}-*.example.com"),
            |n| format!("https://tenant-{n}-*-team.vercel.app"),
        ] {
            let of_one = lookups_of(1, text);
            assert!(of_one > 0);
            for count in [1_000, 8_000] {
                assert_eq!(lookups_of(count, text), count * of_one);
            }
        }
    }
}
