//! The cases of every rule through the builder's front end, with the messages of the attribute,
//! whose cases are in `tests/ui`. A rule without a case in either place fails a test here.

use std::collections::BTreeMap;
use std::path::Path;

use cors_policy::{
    AnnotatedItem, Context, HandlerInfo, Location, NotationMistake, PolicySpec, Rule, Separator,
    Severity, ValidOrigins, Value, Violation, validate,
};

const APP: &str = "https://app.example.com";
const HOST: &str = "api.example.com";

/// Returns a spec with `entries` in the notation of the attribute: `a`, `a = word`, `a = [..]`.
fn spec(entries: &[(&str, Value)]) -> PolicySpec {
    entries
        .iter()
        .fold(PolicySpec::new(Context::Policy), |spec, (key, value)| {
            spec.with(key, value.clone())
        })
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn word(text: &str) -> Value {
    Value::Tokens(text.to_owned())
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().copied().map(text).collect())
}

fn words(texts: &[&str]) -> Value {
    Value::List(texts.iter().copied().map(word).collect())
}

/// Returns a spec that is valid except for one origin.
fn origin(text: &str) -> PolicySpec {
    spec(&[("origins", list(&[text]))])
}

/// Returns a spec that is valid except for one additional entry.
fn app_with(key: &str, value: Value) -> PolicySpec {
    spec(&[("origins", list(&[APP])), (key, value)])
}

fn with_credentials(origin: &str) -> PolicySpec {
    spec(&[("origins", list(&[origin])), ("credentials", Value::Flag)])
}

/// Returns a spec that is valid except for its notation.
fn with_notation(expected: Separator) -> PolicySpec {
    let mut spec = origin(APP);
    spec.notation.push(NotationMistake {
        expected,
        found: ";".to_owned(),
        entry: 0,
        repaired: format!("origins = [\"{APP}\"]"),
    });
    spec
}

/// Returns a spec that is valid except for the annotated item.
fn on(context: Context, item: AnnotatedItem) -> PolicySpec {
    PolicySpec {
        context,
        item: Some(item),
        ..spec(&[("origins", list(&[APP]))])
    }
}

/// Returns the type names of one argument of a handler.
fn names(names: &[&str]) -> Vec<Vec<String>> {
    vec![names.iter().map(|&name| name.to_owned()).collect()]
}

/// Returns a spec that is valid except for a handler with these arguments.
fn with_arguments(arguments: &[&str]) -> PolicySpec {
    on(Context::Axum, function(|f| f.arguments = names(arguments)))
}

fn function(change: impl FnOnce(&mut HandlerInfo)) -> AnnotatedItem {
    let mut function = HandlerInfo {
        name: "show_user".to_owned(),
        is_async: true,
        arguments: names(&["Request"]),
        ..HandlerInfo::default()
    };
    change(&mut function);
    AnnotatedItem::Function(function)
}

/// Returns a spec for each rule that violates this rule only.
fn cases() -> Vec<(Rule, PolicySpec)> {
    let mut cases = attribute_cases();
    cases.extend(notation_cases());
    cases.extend(credentials_cases());
    cases.extend(origin_cases());
    cases.extend(list_cases());
    cases.extend(protocol_cases());
    cases.extend(warning_cases());
    cases.extend(signature_cases());
    cases
}

fn attribute_cases() -> Vec<(Rule, PolicySpec)> {
    let methods_with_route = PolicySpec {
        context: Context::Axum,
        ..app_with("methods", list(&["PUT"]))
    };
    let key_with_policy = PolicySpec {
        context: Context::Function,
        ..spec(&[
            ("policy", Value::Path("API".to_owned())),
            ("credentials", Value::Flag),
        ])
    };
    let quoted_policy = PolicySpec {
        context: Context::Function,
        ..spec(&[("policy", text("API"))])
    };
    vec![
        (Rule::UnknownKey, spec(&[("allow_origins", list(&[APP]))])),
        (
            Rule::KeyTwice,
            app_with("origins", list(&["https://b.example.com"])),
        ),
        (
            Rule::CredentialsFalse,
            app_with("credentials", word("false")),
        ),
        (
            Rule::CredentialsValue,
            app_with("credentials", word("true")),
        ),
        (Rule::SaysNothing, spec(&[])),
        (Rule::OriginsMissing, spec(&[("credentials", Value::Flag)])),
        (
            Rule::PrivateNetwork,
            app_with("allow_private_network", Value::Flag),
        ),
        (
            Rule::UnusedAllowance,
            app_with("dangerously_allow", words(&["insecure_origins"])),
        ),
        (Rule::MethodsBehindRoute, methods_with_route),
        (
            Rule::EnforceForEverybody,
            spec(&[("origins", list(&["*"])), ("enforce", Value::Flag)]),
        ),
        (Rule::EnforceValue, app_with("enforce", word("true"))),
        (
            Rule::UnknownAllowance,
            app_with("dangerously_allow", words(&["everything"])),
        ),
        (Rule::NotAPath, quoted_policy),
        (
            Rule::NotUnderstood,
            app_with("origins: [\"https://b.example.com\"]", Value::Flag),
        ),
        (
            Rule::NotAsync,
            on(Context::Axum, function(|f| f.is_async = false)),
        ),
        (
            Rule::NoRequest,
            on(Context::Function, function(|f| f.arguments.clear())),
        ),
        (
            Rule::AllowanceForm,
            app_with("dangerously_allow", list(&["any_port"])),
        ),
        (Rule::ValueMissing, app_with("max_age", Value::Flag)),
        (
            Rule::AllowancesEmpty,
            app_with("dangerously_allow", words(&[])),
        ),
        (Rule::KeyBesidePolicy, key_with_policy),
        (Rule::VaryKey, app_with("vary", word("false"))),
        (
            Rule::StatusKey,
            app_with("preflight_status", Value::Number("200".to_owned())),
        ),
    ]
}

fn notation_cases() -> Vec<(Rule, PolicySpec)> {
    vec![
        (Rule::NotAList, spec(&[("origins", text(APP))])),
        (Rule::ExpectedComma, with_notation(Separator::Comma)),
        (Rule::ExpectedEquals, with_notation(Separator::Equals)),
        (Rule::NotAString, spec(&[("origins", words(&["origin()"]))])),
        (
            Rule::OriginFromEnvironment,
            spec(&[("origins", words(&["env!(\"ORIGIN\")"]))]),
        ),
        (
            Rule::OriginFromConstant,
            spec(&[("origins", words(&["ORIGIN"]))]),
        ),
    ]
}

fn signature_cases() -> Vec<(Rule, PolicySpec)> {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let handler = |change: &dyn Fn(&mut HandlerInfo)| on(Context::Axum, function(|f| change(f)));
    let public = PolicySpec {
        item: Some(function(|f| f.arguments = names(&["CookieJar"]))),
        ..spec(&[("origins", list(&["*"]))])
    };
    vec![
        (
            Rule::AnnotatedTwice,
            handler(&|f| f.has_duplicate_attribute = true),
        ),
        (
            Rule::NotAFunction,
            on(Context::Axum, AnnotatedItem::Other("a `struct`".to_owned())),
        ),
        (
            Rule::Qualifier,
            handler(&|f| f.qualifiers = owned(&["unsafe"])),
        ),
        (Rule::Method, handler(&|f| f.has_receiver = true)),
        (
            Rule::ForeignRoute,
            handler(&|f| f.route_attributes = owned(&["get"])),
        ),
        (
            Rule::RouteMissing,
            on(Context::Actix, function(|f| f.route_attributes.clear())),
        ),
        (Rule::WebSocket, with_arguments(&["WebSocketUpgrade"])),
        (
            Rule::OwnHeaders,
            handler(&|f| f.cors_header_uses = owned(&["access-control-allow-origin"])),
        ),
        (
            Rule::Redirects,
            handler(&|f| f.output = owned(&["Result", "Redirect", "Error"])),
        ),
        (
            Rule::JsonWithoutContentType,
            with_arguments(&["Option", "Json", "User"]),
        ),
        (
            Rule::AttributeBelow,
            handler(&|f| f.generating_attributes = owned(&["utoipa::path"])),
        ),
        (
            Rule::AuthorizationNotListed,
            with_arguments(&["TypedHeader", "Authorization", "Bearer"]),
        ),
        (
            Rule::CookiesWithoutCredentials,
            with_arguments(&["CookieJar"]),
        ),
        (Rule::CookiesFromAnybody, public),
    ]
}

/// Returns the cases of rules that only warn.
fn protocol_cases() -> Vec<(Rule, PolicySpec)> {
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

fn warning_cases() -> Vec<(Rule, PolicySpec)> {
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

fn credentials_cases() -> Vec<(Rule, PolicySpec)> {
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

fn origin_cases() -> Vec<(Rule, PolicySpec)> {
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

fn list_cases() -> Vec<(Rule, PolicySpec)> {
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

fn rules_of(spec: &PolicySpec) -> Vec<Rule> {
    validate(spec)
        .violations
        .iter()
        .map(Violation::rule)
        .collect()
}

#[test]
fn each_case_violates_exactly_its_rule() {
    let failures: Vec<String> = cases()
        .iter()
        .filter(|(rule, spec)| rules_of(spec) != [*rule])
        .map(|(rule, spec)| format!("{rule:?}: {:?} for {:?}", rules_of(spec), spec.entries))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_has_a_case_for_both_front_ends() {
    let in_cases: Vec<Rule> = cases().into_iter().map(|(rule, _)| rule).collect();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tested = String::new();
    for theme in std::fs::read_dir(directory.join("../tests/ui")).expect("tests/ui") {
        for file in std::fs::read_dir(theme.expect("a directory").path()).expect("a directory") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|kind| kind == "stderr") {
                tested += &std::fs::read_to_string(path).expect("text");
            }
        }
    }
    // Rules for release builds have their case in a test target that builds programs.
    tested += &std::fs::read_to_string(directory.join("../tests/release/main.rs"))
        .expect("tests/release/main.rs");
    // Rules for run-time configuration have their case in the crate that reads it.
    let configuration: String = [
        "tests/configuration.rs",
        "tests/policy_config.rs",
        "src/config/env.rs",
    ]
    .into_iter()
    .map(|file| std::fs::read_to_string(directory.join("../cors-runtime").join(file)).expect(file))
    .collect();
    let run_time_rules = [
        Rule::AnyInSet,
        Rule::NoSuchVariable,
        Rule::FlagValue,
        Rule::NotText,
        Rule::UnknownVariable,
    ];
    let missing: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| {
            let id = rule.info().id;
            if run_time_rules.contains(rule) {
                !configuration.contains(&format!("\"{id}\""))
                    && !configuration.contains(&format!("[{id}]"))
            } else {
                !in_cases.contains(rule) || !tested.contains(&format!("[{id}]"))
            }
        })
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn rule_ids_are_unique() {
    let mut seen = BTreeMap::new();
    for rule in Rule::ALL {
        let other = seen.insert(rule.info().id, rule);
        assert!(other.is_none(), "{rule:?} and {other:?}");
    }
}

#[test]
fn messages_follow_the_style_rules() {
    for (rule, spec) in cases() {
        for violation in validate(&spec).violations {
            let message = violation.message();
            let help = violation.help();
            for sentence in [&message, &help] {
                for unfilled in [
                    "{value}",
                    "{suggestion}",
                    "{other}",
                    "{with_credentials}",
                    "{allowance}",
                    "``",
                    "`\"\"`",
                ] {
                    assert!(!sentence.contains(unfilled), "{rule:?}: {sentence}");
                }
                assert!(!sentence.ends_with('.'), "{rule:?}: {sentence}");
                assert_eq!(sentence.matches('`').count() % 2, 0, "{rule:?}: {sentence}");
                assert!(!rule.info().message.contains('?') && !rule.info().help.contains('?'));
                let first = sentence.chars().next();
                assert!(
                    first.is_some_and(|c| c == '`' || c.is_lowercase()),
                    "{rule:?}: {sentence}"
                );
            }
            assert!(
                message.ends_with(&format!("[{}]", rule.info().id)),
                "{message}"
            );
        }
    }
}

/// A suggested origin is valid, and allows nothing that the rejected text could have excluded: it
/// is an exact origin, or a pattern if the text is a pattern.
#[test]
fn suggested_origins_are_valid_and_no_wider() {
    let mut suggested = 0;
    for (rule, case) in cases() {
        for violation in validate(&case).violations {
            let Location::Element(..) = violation.location() else {
                continue;
            };
            let text = violation.suggestion();
            if !rule.info().id.starts_with('C') || !text.contains("://") || text.contains('"') {
                continue;
            }
            suggested += 1;
            assert!(
                !validate(&origin(text)).is_denied(),
                "{rule:?} suggests {text}"
            );
            assert!(
                !text.contains('*') || violation.value().contains('*'),
                "{rule:?} suggests {text} for {}",
                violation.value()
            );
        }
    }
    assert!(suggested > 30, "{suggested}");
}

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
fn violations_come_in_source_order() {
    let spec = spec(&[
        ("max_age", Value::Number("90000".to_owned())),
        ("origins", list(&["https://a.example/", "*", ""])),
        ("colour", Value::Flag),
        ("credentials", word("true")),
        ("headers", list(&["Cookie"])),
    ]);
    let ids: Vec<_> = rules_of(&spec).iter().map(|rule| rule.info().id).collect();
    assert_eq!(ids, ["G02", "C05", "B01", "C01", "A01", "A04", "E04"]);
}

#[test]
fn violations_at_one_location_keep_the_order_of_detection() {
    let port = "http://app.example.com:443";
    let twice = spec(&[("origins", list(&[port, port]))]);
    assert_eq!(
        rules_of(&twice),
        [Rule::SwappedPort, Rule::OriginTwice, Rule::SwappedPort]
    );
    let both = with_arguments(&["TypedHeader", "Authorization", "CookieJar"]);
    assert_eq!(
        rules_of(&both),
        [
            Rule::CookiesWithoutCredentials,
            Rule::AuthorizationNotListed
        ]
    );
    // Violations of a key come before those of its value, even if they are found later.
    let key_with_policy = PolicySpec {
        context: Context::Function,
        ..spec(&[
            ("policy", Value::Path("API".to_owned())),
            ("origins", words(&["origin()"])),
        ])
    };
    assert_eq!(
        rules_of(&key_with_policy),
        [Rule::KeyBesidePolicy, Rule::NotAString]
    );
}

#[test]
fn policy_key_alone_yields_no_policy() {
    let by_name = PolicySpec {
        context: Context::Axum,
        item: Some(function(|f| {
            f.arguments = names(&["Json", "CookieJar", "WebSocketUpgrade"]);
        })),
        ..spec(&[("policy", Value::Path("API".to_owned()))])
    };
    let validation = validate(&by_name);
    assert_eq!(validation.violations, []);
    assert_eq!(validation.policy, None);
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

#[test]
fn valid_policy_has_serialised_header_values() {
    let spec = spec(&[
        (
            "origins",
            list(&["https://b.example", "https://*.a.example:*"]),
        ),
        ("methods", list(&["PUT", "GET", "DELETE"])),
        ("headers", list(&["X-B", "content-type", "authorization"])),
        ("expose", list(&["X-Total", "ETag"])),
        ("max_age", Value::Number("600".to_owned())),
    ]);
    let policy = validate(&spec).policy.expect("a valid policy");
    assert_eq!(policy.methods, "DELETE,GET,PUT");
    assert_eq!(policy.headers, "authorization,content-type,x-b");
    assert_eq!(policy.exposed_headers, "etag,x-total");
    assert_eq!(policy.max_age, "600");
    assert!(!policy.credentials);
    let ValidOrigins::List { exact, patterns } = &policy.origins else {
        panic!("{policy:?}");
    };
    assert_eq!(exact, &["https://b.example"]);
    let [pattern] = &patterns[..] else {
        panic!("{policy:?}");
    };
    assert!(pattern.matches(b"https://x.y.a.example:8080"));
    assert!(!pattern.matches(b"https://a.example"));
}

#[test]
fn valid_policy_has_origins_and_flags() {
    let public = spec(&[("origins", list(&["*"]))]);
    let enforcing = app_with("enforce", Value::Flag);
    for (spec, allows_any_origin, enforces, credentials) in [
        (origin(APP), false, false, false),
        (public, true, false, false),
        (enforcing, false, true, false),
        (with_credentials(APP), false, false, true),
    ] {
        let policy = validate(&spec).policy.expect("a valid policy");
        assert_eq!(policy.origins == ValidOrigins::Any, allows_any_origin);
        assert_eq!(policy.enforce, enforces);
        assert_eq!(policy.credentials, credentials);
    }
}

#[test]
fn protocols_add_to_the_lists() {
    let protocol = |name: &str| app_with("protocols", words(&[name]));
    for (spec, headers, expose, methods) in [
        (
            protocol("grpc_web"),
            "content-type,grpc-timeout,x-grpc-web,x-user-agent",
            "grpc-message,grpc-status,grpc-status-details-bin",
            "",
        ),
        (
            protocol("connect"),
            "connect-protocol-version,connect-timeout-ms,content-type,x-user-agent",
            "",
            "",
        ),
        (
            protocol("mcp"),
            "content-type,last-event-id,mcp-method,mcp-name,mcp-protocol-version,mcp-session-id",
            "mcp-session-id",
            "DELETE,GET,POST",
        ),
        (
            protocol("tus"),
            "content-type,tus-resumable,upload-checksum,upload-concat,upload-defer-length,\
             upload-length,upload-metadata,upload-offset",
            "location,tus-checksum-algorithm,tus-extension,tus-max-size,tus-resumable,tus-version,\
             upload-concat,upload-defer-length,upload-expires,upload-length,upload-metadata,\
             upload-offset",
            "DELETE,HEAD,PATCH,POST",
        ),
        // Two protocols, with lists.
        (
            app_with("protocols", words(&["grpc_web", "connect"]))
                .with("headers", list(&["Authorization"]))
                .with("expose", list(&["X-Total"]))
                .with("methods", list(&["PUT"])),
            "authorization,connect-protocol-version,connect-timeout-ms,content-type,grpc-timeout,\
             x-grpc-web,x-user-agent",
            "grpc-message,grpc-status,grpc-status-details-bin,x-total",
            "GET,POST,PUT",
        ),
        // `*` already covers every protocol, and an entry next to it is not a repetition.
        (
            protocol("mcp")
                .with("headers", list(&["*", "authorization"]))
                .with("expose", list(&["*"]))
                .with("methods", list(&["*"])),
            "*,authorization",
            "*",
            "*",
        ),
    ] {
        assert_eq!(rules_of(&spec), [], "{:?}", spec.entries);
        let policy = validate(&spec).policy.expect("a valid policy");
        assert_eq!(policy.headers, headers);
        assert_eq!(policy.exposed_headers, expose);
        assert_eq!(policy.methods, methods);
    }
}

/// The methods of a handler with a route come from the route.
#[test]
fn protocols_add_no_methods_to_a_route() {
    let handler = function(|f| f.arguments = names(&["Json"]));
    let routed = PolicySpec {
        context: Context::Axum,
        item: Some(handler),
        ..app_with("protocols", words(&["tus"]))
    };
    assert_eq!(rules_of(&routed), []);
    let policy = validate(&routed).policy.expect("a valid policy");
    assert_eq!(policy.methods, "");
    assert!(policy.headers.contains("upload-offset"));
}

/// A repetition is not a duplicate: an update of the table must not break a policy.
#[test]
fn repeated_entry_of_a_protocol_is_a_warning_and_sent_once() {
    let spec = app_with("headers", list(&["Content-Type"])).with("protocols", words(&["connect"]));
    let validation = validate(&spec);
    assert_eq!(rules_of(&spec), [Rule::HeaderOfProtocol]);
    let message = validation.violations[0].message();
    let expected = "`protocols = [connect]` already allows header `Content-Type` [E21]";
    assert_eq!(message, expected);
    let policy = validation.policy.expect("a valid policy");
    assert_eq!(policy.headers.matches("content-type").count(), 1);
}

#[test]
fn safelisted_methods_are_not_serialised() {
    let policy = validate(&app_with("methods", list(&["GET", "POST", "HEAD"]))).policy;
    assert_eq!(policy.expect("a valid policy").methods, "");
}

#[test]
fn authorization_may_be_listed_with_any_header() {
    let policy = validate(&app_with("headers", list(&["*", "Authorization"]))).policy;
    assert_eq!(policy.expect("a valid policy").headers, "*,authorization");
}

/// The messages in the documents are compiler output, except for the file name.
#[test]
fn messages_in_documents_are_compiler_output() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    let without_location = |text: &str| -> String {
        let lines = text.trim().lines().filter(|line| !line.contains("--> "));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut compiler_messages = Vec::new();
    for theme in std::fs::read_dir(directory.join("../tests/ui")).expect("tests/ui") {
        for file in std::fs::read_dir(theme.expect("a directory").path()).expect("a directory") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|kind| kind == "stderr") {
                compiler_messages.push(without_location(
                    &std::fs::read_to_string(path).expect("text"),
                ));
            }
        }
    }
    for (document, count) in [
        ("README.md", 3),
        ("docs/coming-from-other-frameworks.md", 3),
    ] {
        let text = std::fs::read_to_string(directory.join("..").join(document)).expect(document);
        let shown: Vec<_> = text.split("```text\n").skip(1).collect();
        assert_eq!(shown.len(), count, "{document}");
        for block in shown {
            let message = without_location(block.split("```").next().unwrap_or_default());
            assert!(
                compiler_messages.contains(&message),
                "{document}: not a compiler message:\n{message}"
            );
        }
    }
}
