//! Rules about origins.

use cors_policy::{PolicySpec, Rule, Value};

use crate::specs::{APP, app_with, list, origin, spec, with_credentials, words};

pub(super) fn origin_cases() -> Vec<(Rule, PolicySpec)> {
    let long_label = format!("https://{}.example.com", "a".repeat(64));
    let long = format!("https://{}example.com", "a23456789.".repeat(50));
    let mut cases: Vec<(Rule, PolicySpec)> = [
        (Rule::OriginEmpty, ""),
        (Rule::OriginSpace, "https://app.example.com\t"),
        (Rule::OriginComma, "https://a.example,https://b.example"),
        (Rule::OriginsBySpace, "https://a.example https://b.example"),
        (Rule::OriginSlash, "https://app.example.com/"),
        (Rule::OriginPath, "https://app.example.com/login"),
        (Rule::OriginQuery, "https://app.example.com?x"),
        (Rule::OriginFragment, "https://app.example.com#x"),
        (Rule::OriginUser, "https://u:p@app.example.com"),
        (Rule::OriginNoScheme, "app.example.com"),
        (Rule::OriginSeparator, "https:app.example.com"),
        (Rule::OriginSchemeCase, "HTTPS://app.example.com"),
        (Rule::OriginHostCase, "https://App.example.com"),
        (Rule::OriginUnicode, "https://bücher.example"),
        (Rule::OriginPercent, "https://%61.example"),
        (Rule::OriginDefaultPort, "http://app.example.com:80"),
        (Rule::OriginPortMissing, "https://app.example.com:"),
        (Rule::OriginPort, "https://app.example.com:0"),
        (Rule::OriginIpv4Form, "http://0x7f.1"),
        (Rule::OriginIpv4, "http://foo.bar.255"),
        (Rule::OriginIpv6Brackets, "http://::1"),
        (Rule::OriginIpv6Form, "http://[::FFFF:127.0.0.1]"),
        (Rule::OriginIpv6Zone, "http://[fe80::1%eth0]"),
        (Rule::OriginEmptyLabel, "https://.app.example.com"),
        (Rule::OriginDots, "https://app.example.com.."),
        (Rule::OriginHostLength, &long_label),
        (Rule::OriginHostByte, "https://app!.example.com"),
        (Rule::OriginOpaque, "data:text/html,hello"),
        (Rule::OriginSocket, "ws://app.example.com"),
        (Rule::OriginFtp, "ftp://app.example.com"),
        (Rule::OriginSchemeTypo, "htps://app.example.com"),
        (Rule::AppOrigin, "capacitor://localhost"),
        (Rule::ExtensionId, "chrome-extension://short"),
        (Rule::WildcardApp, "chrome-extension://*"),
        // A Cyrillic letter.
        (Rule::OriginLookalike, "https://\u{430}pple.example"),
        (Rule::OriginPunycode, "https://xn--a.example"),
        (Rule::OriginExpression, "https://.*\\.example\\.com"),
        (Rule::OriginTemplate, "https://${HOST}"),
        (Rule::OriginInvalidName, "https://api.invalid"),
        (Rule::WildcardGlued, "https://foo*.example.com"),
        (Rule::WildcardPlace, "https://*.*.example.com"),
        (Rule::WildcardEnding, "https://example.*"),
        (Rule::WildcardScheme, "http*://app.example.com"),
        (Rule::WildcardAlone, "https://*:*"),
        (Rule::WildcardIp, "http://*.127.0.0.1"),
        (Rule::WildcardPort, "http://app.example.com:[3000-3010]"),
        (Rule::OriginControl, "https://app.example.com\u{7}"),
        (Rule::OriginLength, &long),
        (Rule::OriginNoHost, "https://:8080"),
        (Rule::OriginIpv6, "http://[::1"),
        (Rule::OriginQuoted, "'https://app.example.com'"),
        (Rule::WildcardDomain, "https://app-*.co.uk"),
        (Rule::WildcardEncoded, "https://xn--bcher-*.example"),
    ]
    .into_iter()
    .map(|(rule, text)| (rule, origin(text)))
    .collect();
    cases.extend([
        (
            Rule::AnyOriginBesideOthers,
            spec(&[("origins", list(&["*", APP]))]),
        ),
        (Rule::OriginTwice, spec(&[("origins", list(&[APP, APP]))])),
        (Rule::OriginsEmpty, spec(&[("origins", list(&[]))])),
        (Rule::AnyInDevOrigins, app_with("dev_origins", list(&["*"]))),
    ]);
    cases
}

pub(super) fn credentials_cases() -> Vec<(Rule, PolicySpec)> {
    let with = |key: &str, value: Value| {
        let mut spec = with_credentials(APP);
        spec = spec.with(key, value);
        spec
    };
    vec![
        (Rule::AnyOriginWithCredentials, with_credentials("*")),
        (
            Rule::AnyMethodWithCredentials,
            with("methods", list(&["*"])),
        ),
        (
            Rule::AnyHeaderWithCredentials,
            with("headers", list(&["*"])),
        ),
        (Rule::ExposeAnyWithCredentials, with("expose", list(&["*"]))),
        (Rule::Reflection, with_credentials("mirror")),
        (
            Rule::InsecureWithCredentials,
            with_credentials("http://app.example.com"),
        ),
        (
            Rule::AnyPortWithCredentials,
            with_credentials("https://app.example.com:*"),
        ),
        (
            Rule::LoopbackInRelease,
            with_credentials("http://localhost:3000"),
        ),
        (Rule::NullOrigin, origin("null")),
        (
            Rule::SuffixWithCredentials,
            with_credentials("https://*.github.io"),
        ),
        (
            Rule::SharedAppWithCredentials,
            with_credentials("capacitor://localhost")
                .with("dangerously_allow", words(&["custom_schemes"])),
        ),
        (
            Rule::UserContentWithCredentials,
            with_credentials("https://codepen.io"),
        ),
        (Rule::UserContentPattern, origin("https://*.nip.io")),
        (
            Rule::PreviewWithCredentials,
            with_credentials("https://app-*-team.vercel.app"),
        ),
        (
            Rule::PreviewWithEnforce,
            origin("https://app-*.example.com").with("enforce", Value::Flag),
        ),
    ]
}
