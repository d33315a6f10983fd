//! ExactOrigins that are no origins: the rule that each breaks, and the text that its help line proposes.

use super::custom_scheme::Uniqueness;
use super::parse::{ParsedOrigin, parse as read};
use crate::rules::Rule::{self, *};

/// What is shown where nobody can tell what was meant.
const EXAMPLE: &str = "https://app.example.com";
const WITH_PORT: &str = "https://app.example.com:8443";
const SUBDOMAINS: &str = "https://*.example.com";
const A: &str = "https://a.example";

fn refused(slips: &[(&str, Rule, &str)]) {
    for (text, rule, suggestion) in slips {
        let error = read(text).expect_err(text);
        assert_eq!(
            (error.rule, &*error.suggestion),
            (*rule, *suggestion),
            "{text:?}"
        );
    }
}

fn accepted(texts: &[&str]) {
    for text in texts {
        assert!(read(text).is_ok(), "{text:?}: {:?}", read(text));
    }
}

#[test]
fn several_origins_in_one_text_are_proposed_one_by_one() {
    let two = r#""https://a.example", "https://b.example""#;
    refused(&[
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
fn what_cannot_be_seen_is_left_out() {
    refused(&[
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

#[test]
fn other_languages_are_not_spoken() {
    refused(&[
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
fn schemes_are_mended_to_the_nearest() {
    let a = "http://a.example";
    refused(&[
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
        ("a*.example", WildcardGlued, SUBDOMAINS),
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
fn what_stands_around_the_host_is_left_out() {
    refused(&[
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
fn hosts_are_mended_to_what_browsers_send() {
    accepted(&[
        "https://a.example.",
        "https://xn--bcher-kva.example",
        "https://notinvalid",
        "https://invalid.example",
        "https://a.0xg",
        "https://1.2.3.4",
    ]);
    refused(&[
        ("https://A", OriginHostCase, "https://a"),
        ("https://A.example.", OriginHostCase, "https://a.example."),
        ("https://*.EXAMPLE.com", OriginHostCase, SUBDOMAINS),
        ("https://a.example..", OriginDots, A),
        ("https://a.example...", OriginDots, A),
        ("https://a..example", OriginEmptyLabel, A),
        ("https://.a.example", OriginEmptyLabel, A),
        ("https://.", OriginEmptyLabel, EXAMPLE),
        ("https://*.", OriginEmptyLabel, EXAMPLE),
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
fn addresses_have_one_form() {
    let one = "http://[::1]";
    accepted(&[one, "http://[::1]:8080", "http://127.0.0.1:8080"]);
    refused(&[
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
        ("http://[::*]", WildcardIp, "http://[::1]:8080"),
        ("http://*.1.2.3.4", WildcardIp, "http://127.0.0.1:8080"),
        ("http://10.*.1", WildcardIp, "http://127.0.0.1:8080"),
        ("http://127.0.0.*", WildcardIp, "http://127.0.0.1:8080"),
    ]);
}

#[test]
fn a_star_is_a_label_in_front_or_a_port() {
    accepted(&["https://*.a.example", "https://a.example:*"]);
    refused(&[
        ("https://*", WildcardAlone, EXAMPLE),
        ("https://*:8080", WildcardAlone, EXAMPLE),
        ("https://*a.example", WildcardGlued, SUBDOMAINS),
        ("https://a*.example", WildcardGlued, SUBDOMAINS),
        ("https://a*", WildcardGlued, SUBDOMAINS),
        ("https://a.*", WildcardEnding, EXAMPLE),
        ("https://1.*", WildcardEnding, EXAMPLE),
        ("https://*.*", WildcardPlace, SUBDOMAINS),
        ("https://***", WildcardPlace, SUBDOMAINS),
        ("https://**.example", WildcardPlace, SUBDOMAINS),
        ("https://a.*.example", WildcardPlace, SUBDOMAINS),
        ("https://a.b*.example", WildcardPlace, SUBDOMAINS),
    ]);
}

#[test]
fn ports_are_the_plain_number_that_is_not_left_out() {
    let wildcard = "https://a.example:8080";
    accepted(&["http://a.example:443", "https://a.example:65535"]);
    refused(&[
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
        ("https://a.example:8*", WildcardPort, wildcard),
        ("https://a.example:80-90", WildcardPort, wildcard),
        ("https://*.a.example:80,81", WildcardPort, wildcard),
    ]);
}

#[test]
fn nothing_is_longer_than_names_can_be() {
    let label = "a".repeat(63);
    let labels = [&*label; 3].join(".");
    let longest = format!("https://{labels}.{}", &label[..61]);
    assert_eq!(longest.len(), "https://".len() + 253);
    accepted(&[&longest, &format!("https://{label}")]);
    let padded = format!("{A}/{}", "x".repeat(489 - 18));
    refused(&[
        (&format!("https://{label}a"), OriginHostLength, EXAMPLE),
        (&format!("{longest}a"), OriginHostLength, EXAMPLE),
        (&padded, OriginPath, A),
        (&format!("{padded}x"), OriginLength, EXAMPLE),
    ]);
}

#[test]
fn origins_of_apps_are_a_scheme_and_a_name() {
    let id = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
    let app = "capacitor://localhost";
    for (text, kind) in [
        (id, Uniqueness::Unique),
        ("my+app-1.x://name", Uniqueness::Unique),
        (app, Uniqueness::Shared),
        ("tauri://a.b-c_d", Uniqueness::Shared),
        ("moz-extension://x", Uniqueness::PerInstallation),
    ] {
        let Ok(ParsedOrigin::Custom(app)) = read(text) else {
            panic!("{text}: {:?}", read(text));
        };
        assert_eq!((&*app.text, app.uniqueness), (text, kind));
    }
    refused(&[
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
fn what_is_odd_is_named() {
    for (text, other) in [
        ("https://a!.example", "!"),
        ("https://a.example\u{e4}!", ""),
        ("https://b.\u{430}a.example", "\u{430}"),
        ("https://xn--a.xn--b.example", "xn--b"),
        ("htps://a.example", "htps"),
        ("capacitor://a!", "!"),
    ] {
        assert_eq!(read(text).expect_err(text).other, other, "{text}");
    }
}
