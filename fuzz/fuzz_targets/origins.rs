//! Matches arbitrary text as an origin or a pattern against arbitrary bytes as the origin of a request. Nothing
//! panics, the matcher agrees with the reference matcher, and every accepted origin is one by the URL Standard.
#![no_main]

use cors_policy::{PolicySpec, Severity, validate};
use cors_runtime::Policy;
use cors_runtime::headers::{Header, Origin};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/src/reference_matcher.rs"]
mod reference_matcher;

fuzz_target!(|input: (&str, &[u8])| {
    let (pattern, origin) = input;
    let validation = validate(&PolicySpec::from_lists([("origins", &[pattern])]));
    for violation in &validation.violations {
        assert!(!violation.to_string().is_empty());
        // A suggested origin is accepted, possibly with an option of `dangerously_allow`: the suggestion for
        // an app's origin with a trailing slash still is an app's origin.
        let suggestion = violation.suggestion();
        if suggestion.contains("://") && !suggestion.contains('"') {
            let validation = validate(&PolicySpec::from_lists([("origins", &[suggestion])]));
            let is_accepted = validation.violations.iter().all(|violation| {
                let severity = violation.rule().info().severity;
                !severity.denies() || matches!(severity, Severity::DenyUnless(_))
            });
            assert!(is_accepted, "{pattern:?}: {suggestion:?}");
        }
    }
    let parsed = Origin::parse([origin]);
    let Ok(policy) = Policy::builder().origins([pattern]).build() else {
        return;
    };
    if policy.allows_any_origin() {
        return;
    }

    let text = std::str::from_utf8(origin);
    let expected = text.is_ok_and(|origin| reference_matcher::reference_match(pattern, origin));
    assert_eq!(
        policy.allows(origin),
        expected,
        "{pattern:?} and {origin:?}"
    );
    if expected {
        assert!(
            parsed.is_ok(),
            "{origin:?} is allowed and not a valid origin"
        );
    }

    let allows_itself = policy.allows(pattern.as_bytes());
    if !pattern.contains('*') {
        assert!(allows_itself, "{pattern:?} does not allow itself");
        // A page at this URL sends exactly this origin.
        let url = url::Url::parse(pattern).expect("an origin is a URL");
        assert_eq!(url.origin().ascii_serialization(), pattern);
    }
});
