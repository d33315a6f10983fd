//! Rules whose boundary one case does not show.

use cors_policy::{Rule, Severity, ValidOrigins, Value, Violation, validate};

use crate::specs::{APP, HOST, app_with, list, origin, rules_of, spec, with_credentials, words};

#[test]
fn allowance_applies_to_its_own_rule_only() {
    for (origin, allowance) in [
        ("http://app.example.com", "insecure_origins"),
        ("https://app.example.com:*", "any_port"),
    ] {
        for (allowed, expected) in [
            (vec![allowance], vec![]),
            (
                vec!["insecure_origins", "any_port"],
                vec![Rule::UnusedAllowance],
            ),
        ] {
            let spec = with_credentials(origin).with("dangerously_allow", words(&allowed));
            assert_eq!(rules_of(&spec), expected, "{origin} {allowed:?}");
        }
    }
}

#[test]
fn wildcards_at_or_above_public_suffixes_are_detected() {
    for (origin, suffix) in [
        ("https://*.github.io", "github.io"),
        ("https://*.co.uk", "co.uk"),
        ("https://*.com", "com"),
        ("https://*.s3.amazonaws.com", "s3.amazonaws.com"),
        ("https://*.kawasaki.jp", "*.kawasaki.jp"),
        ("https://*.compute.amazonaws.com", "*.compute.amazonaws.com"),
        ("https://*.github.io.", "github.io"),
    ] {
        let credentialed = validate(&with_credentials(origin)).violations;
        let rules: Vec<_> = credentialed.iter().map(Violation::rule).collect();
        assert!(
            rules.contains(&Rule::SuffixWithCredentials),
            "{origin}: {rules:?}"
        );
        assert!(
            credentialed
                .iter()
                .any(|v| v.message().contains(&format!("`{suffix}`")))
        );
        assert!(
            rules_of(&self::origin(origin)).contains(&Rule::SuffixPattern),
            "{origin}"
        );
    }
    // More than one label above a public suffix.
    let above = rules_of(&with_credentials("https://*.amazonaws.com"));
    assert_eq!(above, [Rule::SuffixWithCredentials]);
    for not_suffix in [
        "https://*.example.com",
        "https://*.example.github.io",
        "http://*.localhost:*",
        "https://*.corp.internal",
    ] {
        assert!(
            !rules_of(&origin(not_suffix)).contains(&Rule::SuffixPattern),
            "{not_suffix}"
        );
    }
}

#[test]
fn empty_list_of_origins_is_valid_with_enforce_only() {
    let none = || spec(&[("origins", list(&[]))]);
    assert_eq!(rules_of(&none()), [Rule::OriginsEmpty]);
    let enforced = validate(&none().with("enforce", Value::Flag));
    assert_eq!(enforced.violations, []);
    let policy = enforced.policy.expect("a valid policy");
    assert!(policy.enforce && policy.origins == ValidOrigins::default());
    let with_hosts = none()
        .with("enforce", Value::Flag)
        .with("hosts", list(&[HOST, "localhost:*"]));
    let policy = validate(&with_hosts).policy.expect("a valid policy");
    let hosts: Vec<_> = policy.hosts.iter().map(ToString::to_string).collect();
    assert_eq!(hosts, [HOST, "localhost:*"]);
}

#[test]
fn hosts_without_enforce_are_denied_even_if_the_list_is_empty() {
    let spec = app_with("hosts", list(&[]));
    let expected = [Rule::HostsEmpty, Rule::HostsWithoutEnforce];
    assert_eq!(rules_of(&spec), expected);
}

#[test]
fn loopback_with_credentials_is_denied_in_release_builds_only() {
    for origin in [
        "http://localhost:3000",
        "https://127.0.0.1",
        "http://[::1]:*",
    ] {
        let validation = validate(&with_credentials(origin));
        assert!(!validation.is_denied());
        assert!(validation.policy.is_some());
        let [violation] = &validation.violations[..] else {
            panic!("{origin}: {:?}", validation.violations);
        };
        assert_eq!(violation.rule().info().severity, Severity::DenyInRelease);
    }
}

#[test]
fn secret_headers_are_exposed_to_exact_origins_only() {
    for (origin, name, expected) in [
        (APP, "WWW-Authenticate", &[][..]),
        ("https://*.example.com", "x-total", &[]),
        (
            "https://*.example.com",
            "WWW-Authenticate",
            &[Rule::ExposeSecret],
        ),
        ("*", "x-csrf-token", &[Rule::ExposeSecret]),
        ("*", "x-total", &[]),
    ] {
        let spec = spec(&[("origins", list(&[origin])), ("expose", list(&[name]))]);
        assert_eq!(rules_of(&spec), expected, "{origin} {name}");
    }
}
