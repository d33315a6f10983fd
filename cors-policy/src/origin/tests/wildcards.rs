//! `*` as a label, within a label and as the port.

use super::super::parse::{ParsedOrigin, parse};
use super::{EXAMPLE, IN_A_LABEL, SUBDOMAINS, assert_denied, assert_valid};
use crate::rules::Rule::*;

#[test]
fn wildcard_is_the_first_label_or_the_port() {
    assert_valid(&["https://*.a.example", "https://a.example:*"]);
    assert_denied(&[
        ("https://*", WildcardAlone, EXAMPLE),
        ("https://*:8080", WildcardAlone, EXAMPLE),
        ("https://*a.example", WildcardGlued, SUBDOMAINS),
        ("https://*a.example.com", WildcardGlued, SUBDOMAINS),
        ("https://a*.example", WildcardGlued, IN_A_LABEL),
        ("https://a-*b.example", WildcardGlued, IN_A_LABEL),
        ("https://a*-b.example", WildcardGlued, IN_A_LABEL),
        ("https://a*", WildcardGlued, IN_A_LABEL),
        ("https://a-*", WildcardEnding, EXAMPLE),
        ("https://a.*", WildcardEnding, EXAMPLE),
        ("https://1.*", WildcardEnding, EXAMPLE),
        ("https://*.*", WildcardPlace, SUBDOMAINS),
        ("https://***", WildcardPlace, SUBDOMAINS),
        ("https://**.example", WildcardPlace, SUBDOMAINS),
        ("https://a.*.example", WildcardPlace, SUBDOMAINS),
        ("https://a.b*.example", WildcardPlace, SUBDOMAINS),
        ("https://a-*.*.example", WildcardPlace, IN_A_LABEL),
        ("https://*.a-*.example", WildcardPlace, IN_A_LABEL),
        ("https://a.b-*.example", WildcardPlace, IN_A_LABEL),
        ("https://a-*-*.example", WildcardPlace, IN_A_LABEL),
    ]);
}

#[test]
fn wildcard_within_the_first_label_is_separated_by_hyphens() {
    for text in [
        "https://app-*-team.vercel.app",
        "https://*-team.vercel.app",
        "https://app-*.vercel.app",
        "https://deploy-preview-*--site.netlify.app",
        "https://app-*.example.com:*",
        "http://app-*.example.com:8080",
        "https://a_b-*.example.com.",
        "https://app-*.internal",
        "http://app-*.localhost:*",
        // As long as a label with one byte for the `*`.
        &format!("https://{}-*.example.com", "a".repeat(61)),
    ] {
        let Ok(ParsedOrigin::Web(pattern)) = parse(text) else {
            panic!("{text}");
        };
        assert!(pattern.label().is_some() && !pattern.is_exact(), "{text}");
        assert_eq!(pattern.to_string(), text);
    }
    let too_long = format!("https://{}-*.example.com", "a".repeat(62));
    assert_denied(&[
        (
            "https://App-*.example.com",
            OriginHostCase,
            "https://app-*.example.com",
        ),
        (
            "https://*-App.example.com",
            OriginHostCase,
            "https://*-app.example.com",
        ),
        ("https://app-*.example.com/", OriginSlash, IN_A_LABEL),
        (
            "https://app-*.ä.example",
            OriginUnicode,
            "https://app-*.xn--4ca.example",
        ),
        ("https://app-*..example.com", OriginEmptyLabel, IN_A_LABEL),
        (
            "https://app-*.example.com:443",
            OriginDefaultPort,
            IN_A_LABEL,
        ),
        ("https://app-*.a!.example.com", OriginHostByte, EXAMPLE),
        ("https://app!-*.example.com", OriginHostByte, EXAMPLE),
        ("https://app-*.invalid", OriginInvalidName, EXAMPLE),
        ("http://app-*.1.2.3.4", WildcardIp, "http://127.0.0.1"),
        ("http://app-*.1.2", OriginIpv4, EXAMPLE),
        (&too_long, OriginHostLength, EXAMPLE),
    ]);
}

/// Browsers send the Punycode form of a whole label, in which the parts around a `*` have no meaning.
#[test]
fn wildcard_is_not_in_an_encoded_label() {
    assert_denied(&[
        ("https://ä-*.example.com", WildcardEncoded, EXAMPLE),
        ("https://xn--a-*.example.com", WildcardEncoded, EXAMPLE),
        ("https://xn--*.example.com", WildcardEncoded, EXAMPLE),
    ]);
    assert_valid(&["https://a-xn--*.example.com", "https://xn-*.example.com"]);
}

#[test]
fn wildcard_is_not_in_a_domain_of_a_registry() {
    assert_denied(&[
        ("https://app-*.com", WildcardDomain, EXAMPLE),
        ("https://*-app.app", WildcardDomain, EXAMPLE),
        ("https://app-*.com.", WildcardDomain, EXAMPLE),
        ("https://app-*.COM", WildcardDomain, EXAMPLE),
        ("https://app-*.co.uk", WildcardDomain, EXAMPLE),
        ("https://app-*.com.au:8080", WildcardDomain, EXAMPLE),
        ("https://app-*.ck", WildcardDomain, EXAMPLE),
    ]);
    assert_valid(&["https://app-*.co.example", "https://app-*.com.internal"]);
}
