//! Warnings.

use cors_policy::{PolicySpec, Rule, Value};

use crate::specs::{APP, app_with, list, origin, spec, words};

pub(super) fn warning_cases() -> Vec<(Rule, PolicySpec)> {
    let methods = |method: &str| app_with("methods", list(&[method]));
    let headers = |name: &str| app_with("headers", list(&[name]));
    let expose = |name: &str| app_with("expose", list(&[name]));
    let origins = |texts: &[&str]| spec(&[("origins", list(texts))]);
    vec![
        (Rule::AnyHeaderWithoutAuthorization, headers("*")),
        (Rule::SuffixPattern, origin("https://*.github.io")),
        (Rule::BadPort, origin("http://app.example.com:6000")),
        (Rule::SwappedPort, origin("http://app.example.com:443")),
        (Rule::UnspecifiedAddress, origin("http://0.0.0.0:8080")),
        (Rule::ReservedAddress, origin("http://255.255.255.255")),
        (Rule::TrailingDot, origin("https://app.example.com.")),
        (Rule::HyphenAtTheEdge, origin("https://-x.example.com")),
        (
            Rule::InstallationOrigin,
            origin("moz-extension://0b8d1b0c-0a0b-4c0d-8e0f-001122334455")
                .with("dangerously_allow", words(&["custom_schemes"])),
        ),
        (
            Rule::OriginCovered,
            origins(&[APP, "https://*.example.com"]),
        ),
        (
            Rule::PatternCovered,
            origins(&["https://*.a.example.com:8443", "https://*.example.com:*"]),
        ),
        (
            Rule::InsecureTwin,
            origins(&[APP, "http://app.example.com"]),
        ),
        (Rule::MethodOddCase, methods("purge")),
        (Rule::MethodUnknown, methods("DELTE")),
        (Rule::MethodOptions, methods("OPTIONS")),
        (Rule::HeaderSafelisted, headers("Accept-Language")),
        (Rule::ProxyHeader, headers("X-Forwarded-For")),
        (Rule::UserAgent, headers("User-Agent")),
        (Rule::ResponseHeader, headers("ETag")),
        (Rule::HeaderMisspelt, headers("Authorisation")),
        (Rule::ExposeSafelisted, expose("Content-Type")),
        (Rule::ExposePointless, expose("Access-Control-Allow-Origin")),
        (Rule::RequestHeader, expose("If-None-Match")),
        (
            Rule::ExposeSecret,
            spec(&[
                ("origins", list(&["*"])),
                ("expose", list(&["WWW-Authenticate"])),
            ]),
        ),
        (
            Rule::MaxAgeCut,
            app_with("max_age", Value::Number("7201".to_owned())),
        ),
    ]
}
