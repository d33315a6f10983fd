//! Rules about lists of methods and headers.

use cors_policy::{PolicySpec, Rule, Value};

use crate::specs::{HOST, app_with, list, text, word, words};

pub(super) fn list_cases() -> Vec<(Rule, PolicySpec)> {
    let methods = |texts: &[&str]| app_with("methods", list(texts));
    let headers = |texts: &[&str]| app_with("headers", list(texts));
    let expose = |texts: &[&str]| app_with("expose", list(texts));
    let hosts = |texts: &[&str]| app_with("enforce", Value::Flag).with("hosts", list(texts));
    let max_age = |value: Value| app_with("max_age", value);
    let number = |digits: &str| Value::Number(digits.to_owned());
    vec![
        (Rule::MethodEmpty, methods(&[""])),
        (Rule::MethodToken, methods(&["PUT, DELETE"])),
        (Rule::MethodForbidden, methods(&["trace"])),
        (Rule::MethodCase, methods(&["delete"])),
        (Rule::MethodPatchCase, methods(&["Patch"])),
        (Rule::MethodAny, methods(&["ANY"])),
        (Rule::MethodTwice, methods(&["PUT", "put"])),
        (Rule::AnyMethodBesideOthers, methods(&["PUT", "*"])),
        (Rule::MethodsEmpty, methods(&[])),
        (Rule::HeaderEmpty, headers(&[""])),
        (Rule::HeaderToken, headers(&["x a"])),
        (Rule::HeaderForbidden, headers(&["Content-Length"])),
        (Rule::HeaderCookie, headers(&["cookie2"])),
        (Rule::HeaderOrigin, headers(&["Origin"])),
        (Rule::HeaderForbiddenPrefix, headers(&["proxy-x"])),
        (
            Rule::HeaderPreflight,
            headers(&["access-control-request-method"]),
        ),
        (Rule::HeaderOfResponse, headers(&["Access-Control-Max-Age"])),
        (
            Rule::HeaderPrivateNetwork,
            headers(&["Access-Control-Request-Local-Network"]),
        ),
        (Rule::HeaderSetCookie, headers(&["set-cookie"])),
        (Rule::MethodOverride, headers(&["X-HTTP-Method-Override"])),
        (Rule::HeaderTwice, headers(&["x-a", "X-A"])),
        (Rule::AnyHeaderBesideOthers, headers(&["x-a", "*"])),
        (Rule::HeadersEmpty, headers(&[])),
        (Rule::ExposeNameEmpty, expose(&[""])),
        (Rule::ExposeToken, expose(&["\"etag\""])),
        (Rule::ExposeCookie, expose(&["Set-Cookie2"])),
        (Rule::ExposeNotOfResponse, expose(&["Origin"])),
        (Rule::ExposeAnyBesideOthers, expose(&["etag", "*"])),
        (Rule::ExposeTwice, expose(&["ETag", "etag"])),
        (Rule::ExposeEmpty, expose(&[])),
        (Rule::HostsWithoutEnforce, app_with("hosts", list(&[HOST]))),
        (Rule::HostsEmpty, hosts(&[])),
        (Rule::HostInvalid, hosts(&["https://api.example.com"])),
        (Rule::HostTwice, hosts(&[HOST, HOST])),
        (Rule::MaxAgeNegative, max_age(word("-600"))),
        (Rule::MaxAgeTooLong, max_age(number("86401"))),
        (Rule::MaxAgeNotSeconds, max_age(text("1h"))),
        (
            Rule::MaxAgeNotANumber,
            max_age(word("Duration::from_secs(600)")),
        ),
        (Rule::MaxAgeMilliseconds, max_age(number("3600000"))),
    ]
}

/// Returns the cases of rules that only warn.
pub(super) fn protocol_cases() -> Vec<(Rule, PolicySpec)> {
    let with_protocol = |key: &str, list: Value| {
        let spec = app_with("protocols", words(&["tus"]));
        spec.with(key, list)
    };
    vec![
        (
            Rule::UnknownProtocol,
            app_with("protocols", words(&["grpc"])),
        ),
        (Rule::ProtocolsEmpty, app_with("protocols", words(&[]))),
        (
            Rule::ProtocolTwice,
            app_with("protocols", words(&["mcp", "tus", "mcp"])),
        ),
        (
            Rule::HeaderOfProtocol,
            with_protocol("headers", list(&["Upload-Offset", "authorization"])),
        ),
        (
            Rule::ExposeOfProtocol,
            with_protocol("expose", list(&["Location"])),
        ),
        (
            Rule::MethodOfProtocol,
            with_protocol("methods", list(&["PUT", "PATCH"])),
        ),
    ]
}
