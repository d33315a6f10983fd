//! Differential test of the origin matcher against the reference matcher.

use cors_runtime::Policy;
use cors_tests::reference_matcher::reference_match;
use proptest::prelude::*;

fn matches(pattern: &str, origin: &str) -> bool {
    let policy = Policy::builder().origins([pattern]).build();
    let policy = policy.unwrap_or_else(|violations| panic!("{pattern}: {violations}"));
    policy.allows(origin.as_bytes())
}

fn pattern() -> impl Strategy<Value = String> {
    (
        "https?",
        wildcard(),
        "[ab]{1,2}(\\.[ab]{1,2}){0,2}\\.[cd]",
        "|:8080|:\\*",
    )
        .prop_map(|(scheme, star, base, port)| format!("{scheme}://{star}{base}{port}"))
}

/// Generates nothing, whole labels, or a `*` within the first label.
fn wildcard() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "|\\*\\.",
        1 => "([ab_x]n?-){1,2}\\*(-[ab]){0,1}\\.",
        1 => "([ab]-)?\\*(-[ab_]){1,2}\\.",
    ]
}

/// Generates origins near the patterns: from few letters, so that they often match, and with bytes that
/// matchers get wrong.
fn origin() -> impl Strategy<Value = String> {
    (
        "https?|HTTPS|http:|",
        "://|:/|//|:",
        "([abAnx_%-]{0,4}\\.?){0,3}([ab]{1,2}\\.){0,3}[cd]\\.?",
        "|:8080|:443|:80|:0|:08|:\\*|:65536|:80x|:",
        "||||/|\\?|#|\\\\|@a\\.c",
    )
        .prop_map(|(scheme, separator, host, port, tail)| {
            format!("{scheme}{separator}{host}{port}{tail}")
        })
}

/// Generates patterns with an origin that matches, or almost matches.
fn pattern_and_near_miss() -> impl Strategy<Value = (String, String)> {
    (
        pattern(),
        "([ab]{1,2}\\.?){0,2}",
        "[abx0_-]{0,3}|n--a|[ab-]{50,60}",
        "|:8080|:443|:81",
        0..40usize,
        any::<char>(),
    )
        .prop_map(|(pattern, labels, inner, port, at, other)| {
            let (head, _) = pattern
                .rsplit_once(':')
                .filter(|(h, _)| h.contains("//"))
                .unwrap_or((&pattern, ""));
            let host = if head.contains("//*.") {
                head.replacen("*.", &labels, 1)
            } else {
                head.replacen('*', &inner, 1)
            };
            let mut origin = format!("{host}{port}");
            // Sometimes replaces one character.
            if at < 24 && origin.is_char_boundary(at) && at < origin.len() {
                origin.replace_range(at..=at, &other.to_string());
            }
            (pattern, origin)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn matcher_agrees_with_the_reference_matcher(pattern in pattern(), origin in origin()) {
        prop_assert_eq!(matches(&pattern, &origin), reference_match(&pattern, &origin), "{} {}", pattern, origin);
    }

    #[test]
    fn matcher_agrees_with_the_reference_matcher_near_the_pattern((pattern, origin) in pattern_and_near_miss()) {
        prop_assert_eq!(matches(&pattern, &origin), reference_match(&pattern, &origin), "{} {}", pattern, origin);
    }
}
