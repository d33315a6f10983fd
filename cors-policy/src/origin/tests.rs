//! Texts that are not valid origins, with the rule that each breaks and the suggestion.

use super::custom_scheme::Uniqueness;
use super::parse::{ParsedOrigin, parse};
use crate::rules::Rule::{self, *};

/// The suggestion if the intended origin cannot be guessed.
const EXAMPLE: &str = "https://app.example.com";
const WITH_PORT: &str = "https://app.example.com:8443";
const SUBDOMAINS: &str = "https://*.example.com";
const IN_A_LABEL: &str = "https://app-*.example.com";
const A: &str = "https://a.example";

fn assert_denied(cases: &[(&str, Rule, &str)]) {
    for (text, rule, suggestion) in cases {
        let error = parse(text).expect_err(text);
        assert_eq!(
            (error.rule, &*error.suggestion),
            (*rule, *suggestion),
            "{text:?}"
        );
    }
}

fn assert_valid(texts: &[&str]) {
    for text in texts {
        assert!(parse(text).is_ok(), "{text:?}: {:?}", parse(text));
    }
}

#[test]
fn several_origins_in_one_text_are_suggested_as_a_list() {
    let two = r#""https://a.example", "https://b.example""#;
    assert_denied(&[
        ("", OriginEmpty, EXAMPLE),
        ("https://a.example,", OriginComma, r#""https://a.example""#),
        ("https://a.example;https://b.example", OriginComma, two),
        ("https://a.example , https://B.example/x", OriginComma, two),
        ("https://a.example https://b.example", OriginsBySpace, two),
        ("https://a.example\thttps://b.example", OriginsBySpace, two),
        ("https://a.example\nhttps://b.example", OriginsBySpace, two),
        ("https://a.example|https://b.example", OriginsBySpace, two),
        ("https://a.example, b.example", OriginHostByte, EXAMPLE),
        (",", OriginComma, r#""https://app.example.com""#),
    ]);
}

#[test]
fn suggestion_omits_invisible_characters() {
    assert_denied(&[
        (" https://a.example", OriginSpace, A),
        ("https://a.example ", OriginSpace, A),
        ("https://a.example\t", OriginSpace, A),
        ("https://a.example\u{a0}", OriginSpace, A),
        ("https://a.exa mple", OriginSpace, A),
        ("https://a.example\u{7}", OriginControl, A),
        ("https://a.example\u{7} ", OriginControl, A),
        ("https://a.example \u{7}", OriginControl, A),
    ]);
}

/// They remain in an environment variable with a list in the syntax of JSON or of a shell.
#[test]
fn quotes_and_brackets_around_an_origin_are_named() {
    assert_denied(&[
        ("'https://a.example'", OriginQuoted, A),
        ("\"https://a.example\"", OriginQuoted, A),
        ("[\"https://a.example\"]", OriginQuoted, A),
        ("[\"https://a.example\"", OriginQuoted, A),
        ("\"https://a.example\"]", OriginQuoted, A),
        ("[https://a.example", OriginQuoted, A),
        ("https://a.example]", OriginQuoted, A),
        ("`https://A.example/`", OriginQuoted, A),
        ("\u{201c}https://a.example\u{201d}", OriginQuoted, A),
        ("'a.example'", OriginQuoted, A),
        ("'http://[::1]:8080'", OriginQuoted, "http://[::1]:8080"),
        ("[\"http://[::1]\"]", OriginQuoted, "http://[::1]"),
        ("'*'", OriginQuoted, EXAMPLE),
        ("[]", OriginQuoted, EXAMPLE),
        ("\"\"", OriginQuoted, EXAMPLE),
        ("'null'", NullOrigin, ""),
        (
            "[\"https://a.example\",\"https://b.example\"]",
            OriginComma,
            r#""https://a.example", "https://b.example""#,
        ),
        ("'https://a!.example'", OriginHostByte, EXAMPLE),
        ("https://a'.example", OriginHostByte, EXAMPLE),
        ("[::1]:8080", OriginNoScheme, "https://[::1]:8080"),
    ]);
}

#[test]
fn templates_and_regular_expressions_are_denied() {
    assert_denied(&[
        ("https://$HOST", OriginTemplate, EXAMPLE),
        ("https://$_HOST", OriginTemplate, EXAMPLE),
        ("https://${HOST}", OriginTemplate, EXAMPLE),
        ("https://{host}", OriginTemplate, EXAMPLE),
        ("https://<host>", OriginTemplate, EXAMPLE),
        ("https://%s", OriginTemplate, EXAMPLE),
        ("https://*.a.example:{1}", OriginTemplate, EXAMPLE),
        ("https://$1.example", OriginHostByte, EXAMPLE),
        ("^https://a.example", OriginExpression, SUBDOMAINS),
        ("https://a.example$", OriginExpression, SUBDOMAINS),
        ("https://a\\.example", OriginExpression, SUBDOMAINS),
        ("https://.*", OriginExpression, SUBDOMAINS),
        ("https://.+.example", OriginExpression, SUBDOMAINS),
        ("https://[a-z].example", OriginExpression, SUBDOMAINS),
        ("https://[0-9].example", OriginExpression, SUBDOMAINS),
        ("https://[^.].example", OriginExpression, SUBDOMAINS),
        ("https://(a|b).example", OriginExpression, SUBDOMAINS),
    ]);
}

#[test]
fn suggestion_has_the_nearest_scheme() {
    let a = "http://a.example";
    assert_denied(&[
        ("file:///a", OriginOpaque, EXAMPLE),
        ("DATA:x", OriginOpaque, EXAMPLE),
        ("blob:https://a.example", OriginOpaque, EXAMPLE),
        ("file", OriginNoScheme, "https://file"),
        ("https", OriginNoScheme, "https://https"),
        ("a.example", OriginNoScheme, A),
        ("a.example:8080", OriginNoScheme, "https://a.example:8080"),
        ("a.example/x", OriginNoScheme, A),
        ("u@a.example", OriginNoScheme, A),
        ("a!.example", OriginHostByte, EXAMPLE),
        ("*.a.example", OriginNoScheme, "https://*.a.example"),
        ("*a.example", WildcardGlued, "https://*.a.example"),
        ("a*.example", WildcardGlued, IN_A_LABEL),
        ("a-*.example.com", OriginNoScheme, "https://a-*.example.com"),
        ("*-a.example.com", OriginNoScheme, "https://*-a.example.com"),
        ("localhost", OriginNoScheme, "http://localhost"),
        ("localhost:3000", OriginNoScheme, "http://localhost:3000"),
        ("localhost/x", OriginNoScheme, "http://localhost"),
        ("127.0.0.1:80", OriginNoScheme, "http://127.0.0.1"),
        ("://a.example", OriginNoScheme, A),
        ("//a.example", OriginNoScheme, A),
        ("https;//a.example", OriginNoScheme, A),
        ("https:a.example", OriginSeparator, A),
        ("http:a.example", OriginSeparator, a),
        ("http//a.example", OriginSeparator, a),
        ("HTTPS//a.example", OriginSeparator, A),
        ("http:/a.example", OriginSeparator, a),
        ("https:\\\\a.example", OriginSeparator, A),
        ("http:://a.example", OriginSeparator, a),
        ("http/\\://a.example", OriginSeparator, a),
        ("https:///a.example", OriginSeparator, A),
        ("https://\\a.example", OriginSeparator, A),
        ("/https://a.example", OriginSeparator, A),
        ("ws:/a.example", OriginSocket, a),
        ("wss:a.example", OriginSocket, A),
        ("wss;//a.example", OriginSocket, A),
        ("WSS//a.example", OriginSocket, A),
        ("ws:8080", OriginNoScheme, "https://ws:8080"),
        ("ws/a.example", OriginNoScheme, "https://ws"),
        ("ftp:/a.example", OriginFtp, EXAMPLE),
        ("http*://a.example", WildcardScheme, A),
        ("h?tp://a.example", WildcardScheme, a),
        ("http[s]://a.example", WildcardScheme, A),
        ("HTTP://a.example", OriginSchemeCase, a),
        ("Https://a.example", OriginSchemeCase, A),
        ("WS://a.example", OriginSocket, a),
        ("wss://a.example", OriginSocket, A),
        ("ftp://a.example", OriginFtp, EXAMPLE),
        ("FTPS://a.example", OriginFtp, EXAMPLE),
        ("htp://a.example", OriginSchemeTypo, a),
        ("httpss://a.example", OriginSchemeTypo, A),
    ]);
}

#[test]
fn suggestion_omits_user_and_path() {
    assert_denied(&[
        ("https://", OriginNoHost, EXAMPLE),
        ("https:///", OriginNoHost, EXAMPLE),
        ("https://\\\\", OriginNoHost, EXAMPLE),
        ("https://?x", OriginNoHost, EXAMPLE),
        ("https://:", OriginNoHost, EXAMPLE),
        ("http://:8080", OriginNoHost, EXAMPLE),
        ("https://u@a.example", OriginUser, A),
        (
            "https://u:p@a.example:81",
            OriginUser,
            "https://a.example:81",
        ),
        ("https://a@b@a.example", OriginUser, A),
        ("https://u@a!.example", OriginHostByte, EXAMPLE),
        ("https://a.example/", OriginSlash, A),
        ("https://a.example//", OriginPath, A),
        ("https://a.example\\", OriginPath, A),
        ("https://a.example/x?y#z", OriginPath, A),
        ("https://a.example?", OriginQuery, A),
        ("https://a.example?x/", OriginQuery, A),
        ("https://a.example#", OriginFragment, A),
        ("https://a.example#x?", OriginFragment, A),
        ("https://*.example.com/", OriginSlash, SUBDOMAINS),
    ]);
}

#[test]
fn suggestion_has_the_host_that_browsers_send() {
    assert_valid(&[
        "https://a.example.",
        "https://xn--bcher-kva.example",
        "https://notinvalid",
        "https://invalid.example",
        "https://a.0xg",
        "https://1.2.3.4",
    ]);
    assert_denied(&[
        ("https://A", OriginHostCase, "https://a"),
        ("https://A.example.", OriginHostCase, "https://a.example."),
        ("https://*.EXAMPLE.com", OriginHostCase, SUBDOMAINS),
        ("https://a.example..", OriginDots, A),
        ("https://a.example...", OriginDots, A),
        ("https://a..example", OriginEmptyLabel, A),
        ("https://.a.example", OriginEmptyLabel, A),
        ("https://.", OriginEmptyLabel, EXAMPLE),
        ("https://*.", WildcardAlone, EXAMPLE),
        ("https://*..", WildcardAlone, EXAMPLE),
        ("https://a%2E%65xample", OriginPercent, A),
        (
            "https://%C3%A4.example",
            OriginPercent,
            "https://xn--4ca.example",
        ),
        ("https://%6.example", OriginPercent, EXAMPLE),
        ("https://%ff.example", OriginPercent, EXAMPLE),
        ("https://a%", OriginPercent, EXAMPLE),
        (
            "https://ä.example",
            OriginUnicode,
            "https://xn--4ca.example",
        ),
        (
            "https://*.ä.example",
            OriginUnicode,
            "https://*.xn--4ca.example",
        ),
        // A Cyrillic letter.
        ("https://b.\u{430}a", OriginLookalike, "https://b.xn--a-7sb"),
        ("https://a+b.example", OriginHostByte, EXAMPLE),
        ("https://xn--a.example", OriginPunycode, EXAMPLE),
        ("https://*.xn--a.example", OriginPunycode, EXAMPLE),
        ("https://invalid.", OriginInvalidName, EXAMPLE),
        ("https://a.invalid", OriginInvalidName, EXAMPLE),
    ]);
}

#[test]
fn ip_addresses_have_one_form() {
    let one = "http://[::1]";
    assert_valid(&[one, "http://[::1]:8080", "http://127.0.0.1:8080"]);
    assert_denied(&[
        ("http://0177.1", OriginIpv4Form, "http://127.0.0.1"),
        ("http://0x7f.0.0.1.", OriginIpv4Form, "http://127.0.0.1"),
        ("http://1.2.3.256", OriginIpv4, EXAMPLE),
        ("http://a.1", OriginIpv4, EXAMPLE),
        ("http://[::01]", OriginIpv6Form, one),
        ("http://[A::B]:81", OriginIpv6Form, "http://[a::b]:81"),
        ("http://[::1%eth0]", OriginIpv6Zone, one),
        ("http://[::1%eth0]:80", OriginIpv6Zone, one),
        ("http://[::1]/", OriginSlash, one),
        ("http://[::1]:", OriginPortMissing, one),
        ("http://[::1", OriginIpv6, EXAMPLE),
        ("http://[::1]x", OriginIpv6, EXAMPLE),
        ("http://[1:2]", OriginIpv6, EXAMPLE),
        ("http://::1", OriginIpv6Brackets, "http://[::1]:8080"),
        (
            "http://1:2:3:4:5:6:7:8:81",
            OriginIpv6Brackets,
            "http://[::1]:8080",
        ),
        ("http://[::*]", WildcardIp, one),
        (
            "https://[2001:db8::*]:81",
            WildcardIp,
            "https://[2001:db8::1]:81",
        ),
        ("http://[*]", WildcardIp, one),
        ("http://*.1.2.3.4", WildcardIp, "http://1.2.3.4"),
        ("https://10.0.*.*:*", WildcardIp, "https://10.0.1.1:8080"),
        ("http://10.*.1", WildcardIp, "http://127.0.0.1"),
        ("http://127.0.0.*:3000", WildcardIp, "http://127.0.0.1:3000"),
    ]);
}

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

#[test]
fn port_has_one_form_and_is_not_the_default_port() {
    let wildcard = "https://a.example:8080";
    assert_valid(&["http://a.example:443", "https://a.example:65535"]);
    assert_denied(&[
        ("https://a.example:", OriginPortMissing, A),
        ("https://a.example:443", OriginDefaultPort, A),
        ("http://a.example:80", OriginDefaultPort, "http://a.example"),
        (
            "https://A.example:80",
            OriginHostCase,
            "https://a.example:80",
        ),
        ("https://a.example:0443", OriginPort, A),
        (
            "https://a.example:08443",
            OriginPort,
            "https://a.example:8443",
        ),
        ("https://a.example:0", OriginPort, WITH_PORT),
        ("https://a.example:00", OriginPort, WITH_PORT),
        ("https://a.example:65536", OriginPort, WITH_PORT),
        ("https://a.example:099999", OriginPort, WITH_PORT),
        ("https://a.example:+1", OriginPort, WITH_PORT),
        ("https://a.example:-1", OriginPort, WITH_PORT),
        ("https://a.example:x", OriginPort, WITH_PORT),
        ("https://a.example:81:81", OriginPort, WITH_PORT),
        (
            "https://a.example:8*",
            WildcardPort,
            "https://a.example:8000",
        ),
        (
            "https://a.example:30**",
            WildcardPort,
            "https://a.example:3000",
        ),
        (
            "https://a.example:[3000-3010]",
            WildcardPort,
            "https://a.example:3000",
        ),
        ("https://a.example:(81|82)", OriginExpression, SUBDOMAINS),
        ("https://a.example:443,8443", WildcardPort, A),
        ("https://a.example:99999-100000", WildcardPort, wildcard),
        ("https://a.example:*1", WildcardPort, "https://a.example:1"),
        (
            "https://*.a.example:80,81",
            WildcardPort,
            "https://*.a.example:80",
        ),
    ]);
}

#[test]
fn lengths_of_names_are_limited() {
    let label = "a".repeat(63);
    let labels = [&*label; 3].join(".");
    let longest = format!("https://{labels}.{}", &label[..61]);
    assert_eq!(longest.len(), "https://".len() + 253);
    assert_valid(&[&longest, &format!("https://{label}")]);
    let padded = format!("{A}/{}", "x".repeat(489 - 18));
    assert_denied(&[
        (&format!("https://{label}a"), OriginHostLength, EXAMPLE),
        (&format!("{longest}a"), OriginHostLength, EXAMPLE),
        (&padded, OriginPath, A),
        (&format!("{padded}x"), OriginLength, EXAMPLE),
    ]);
}

#[test]
fn custom_origin_is_a_scheme_and_a_name() {
    let id = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
    let app = "capacitor://localhost";
    for (text, uniqueness) in [
        (id, Uniqueness::Unique),
        ("my+app-1.x://name", Uniqueness::Unique),
        (app, Uniqueness::Shared("Capacitor")),
        ("tauri://a.b-c_d", Uniqueness::Shared("Tauri")),
        ("moz-extension://x", Uniqueness::PerInstallation),
    ] {
        let Ok(ParsedOrigin::Custom(app)) = parse(text) else {
            panic!("{text}: {:?}", parse(text));
        };
        assert_eq!((&*app.text, app.uniqueness), (text, uniqueness));
    }
    assert_denied(&[
        (&id.replacen("chrome", "Chrome", 1), OriginSchemeCase, id),
        (&id[..50], ExtensionId, EXAMPLE),
        (&format!("{id}a"), ExtensionId, EXAMPLE),
        (&id.replace('p', "q"), ExtensionId, EXAMPLE),
        ("capacitor://localhost/", OriginSlash, app),
        ("capacitor://localhost/x", OriginPath, app),
        ("capacitor://localhost?x", OriginQuery, app),
        ("capacitor://localhost#x", OriginFragment, app),
        ("capacitor://Localhost", OriginHostCase, app),
        ("Capacitor://localhost", OriginSchemeCase, app),
        ("capacitor:///x", OriginNoHost, EXAMPLE),
        ("capacitor://*", WildcardApp, EXAMPLE),
        ("capacitor://a!", OriginHostByte, EXAMPLE),
        ("1a://a.example", OriginSeparator, A),
        ("a_b://a.example", OriginSeparator, A),
    ]);
}

#[test]
fn error_names_the_invalid_part() {
    for (text, other) in [
        ("https://a!.example", "!"),
        ("https://a.example\u{e4}!", ""),
        ("https://b.\u{430}a.example", "\u{430}"),
        ("https://xn--a.xn--b.example", "xn--b"),
        ("htps://a.example", "htps"),
        ("capacitor://a!", "!"),
    ] {
        assert_eq!(parse(text).expect_err(text).other, other, "{text}");
    }
}
