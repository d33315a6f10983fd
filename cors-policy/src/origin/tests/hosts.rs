//! Hosts and ports.

use super::{A, EXAMPLE, SUBDOMAINS, WITH_PORT, assert_denied, assert_valid};
use crate::rules::Rule::*;

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
