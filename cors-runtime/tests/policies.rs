//! The cases of every rule through the builder's front end, with the messages of the attribute,
//! whose cases are in `tests/ui`. A rule without a case in either place fails a test here.

use std::collections::BTreeMap;
use std::path::Path;

use cors_runtime::policy::{
    Draft, Function, Item, Place, Rule, Severity, Subject, Value, Violation, judge,
};

const APP: &str = "https://app.example.com";

/// Returns a spec with `entries` in the notation of the attribute: `a`, `a = word`, `a = [..]`.
fn draft(entries: &[(&str, Value)]) -> Draft {
    entries
        .iter()
        .fold(Draft::new(Place::Named), |draft, (key, value)| {
            draft.with(key, value.clone())
        })
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn word(text: &str) -> Value {
    Value::Other(text.to_owned())
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|one| text(one)).collect())
}

fn words(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|one| word(one)).collect())
}

/// Returns a spec that is valid except for one origin.
fn origin(one: &str) -> Draft {
    draft(&[("origins", list(&[one]))])
}

/// Returns a spec that is valid except for one additional entry.
fn app_with(key: &str, value: Value) -> Draft {
    draft(&[("origins", list(&[APP])), (key, value)])
}

fn with_credentials(origin: &str) -> Draft {
    draft(&[("origins", list(&[origin])), ("credentials", Value::Flag)])
}

/// Returns a spec that is valid except for the annotated item.
fn on(place: Place, item: Item) -> Draft {
    Draft {
        place,
        item: Some(item),
        ..draft(&[("origins", list(&[APP]))])
    }
}

/// Returns the type names of one argument of a handler.
fn names(names: &[&str]) -> Vec<Vec<String>> {
    vec![names.iter().map(|&name| name.to_owned()).collect()]
}

/// Returns a spec that is valid except for a handler with these arguments.
fn with_arguments(arguments: &[&str]) -> Draft {
    on(Place::Axum, function(|f| f.arguments = names(arguments)))
}

fn function(change: impl FnOnce(&mut Function)) -> Item {
    let mut function = Function {
        name: "show_user".to_owned(),
        is_async: true,
        arguments: names(&["Request"]),
        ..Function::default()
    };
    change(&mut function);
    Item::Function(function)
}

/// Returns a spec for each rule that violates this rule only.
fn cases() -> Vec<(Rule, Draft)> {
    let mut cases = attribute_cases();
    cases.extend(credentials_cases());
    cases.extend(origin_cases());
    cases.extend(list_cases());
    cases.extend(warning_cases());
    cases.extend(signature_cases());
    cases
}

fn attribute_cases() -> Vec<(Rule, Draft)> {
    let behind_route = Draft {
        place: Place::Axum,
        ..app_with("methods", list(&["PUT"]))
    };
    let key_with_policy = Draft {
        place: Place::Function,
        ..draft(&[("policy", word("API")), ("credentials", Value::Flag)])
    };
    let quoted_policy = Draft {
        place: Place::Function,
        ..draft(&[("policy", text("API"))])
    };
    vec![
        (Rule::UnknownKey, draft(&[("allow_origins", list(&[APP]))])),
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
        (Rule::NotAList, draft(&[("origins", text(APP))])),
        (Rule::NotAString, draft(&[("origins", words(&["ORIGIN"]))])),
        (Rule::SaysNothing, draft(&[])),
        (Rule::OriginsMissing, draft(&[("credentials", Value::Flag)])),
        (
            Rule::AnnotatedTwice,
            on(Place::Axum, function(|f| f.annotated_again = true)),
        ),
        (
            Rule::NotAFunction,
            on(Place::Axum, Item::Other("a `struct`".to_owned())),
        ),
        (
            Rule::Qualifier,
            on(
                Place::Axum,
                function(|f| f.qualifiers = vec!["unsafe".to_owned()]),
            ),
        ),
        (
            Rule::Method,
            on(Place::Axum, function(|f| f.has_receiver = true)),
        ),
        (
            Rule::PrivateNetwork,
            app_with("allow_private_network", Value::Flag),
        ),
        (
            Rule::HatchNotNeeded,
            app_with("dangerously_allow", words(&["insecure_origins"])),
        ),
        (Rule::MethodsBehindRoute, behind_route),
        (
            Rule::EnforceForEverybody,
            draft(&[("origins", list(&["*"])), ("enforce", Value::Flag)]),
        ),
        (Rule::EnforceValue, app_with("enforce", word("true"))),
        (
            Rule::UnknownHatch,
            app_with("dangerously_allow", words(&["everything"])),
        ),
        (Rule::NotAPath, quoted_policy),
        (
            Rule::NotUnderstood,
            app_with("origins: [\"https://b.example.com\"]", Value::Flag),
        ),
        (
            Rule::NotAsync,
            on(Place::Axum, function(|f| f.is_async = false)),
        ),
        (
            Rule::NoRequest,
            on(Place::Function, function(|f| f.arguments.clear())),
        ),
        (
            Rule::HatchForm,
            app_with("dangerously_allow", list(&["any_port"])),
        ),
        (Rule::ValueMissing, app_with("max_age", Value::Flag)),
        (
            Rule::HatchesEmpty,
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

fn signature_cases() -> Vec<(Rule, Draft)> {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let handler = |change: &dyn Fn(&mut Function)| on(Place::Axum, function(|f| change(f)));
    let public = Draft {
        item: Some(function(|f| f.arguments = names(&["CookieJar"]))),
        ..draft(&[("origins", list(&["*"]))])
    };
    vec![
        (Rule::ForeignRoute, handler(&|f| f.routes = owned(&["get"]))),
        (
            Rule::RouteMissing,
            on(Place::Actix, function(|f| f.routes.clear())),
        ),
        (Rule::WebSocket, with_arguments(&["WebSocketUpgrade"])),
        (
            Rule::OwnHeaders,
            handler(&|f| f.mentions = owned(&["access-control-allow-origin"])),
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

/// Specs that only cause warnings.
fn warning_cases() -> Vec<(Rule, Draft)> {
    let methods = |one: &str| app_with("methods", list(&[one]));
    let headers = |one: &str| app_with("headers", list(&[one]));
    let expose = |one: &str| app_with("expose", list(&[one]));
    let origins = |texts: &[&str]| draft(&[("origins", list(texts))]);
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
            draft(&[
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

fn credentials_cases() -> Vec<(Rule, Draft)> {
    let with = |key: &str, value: Value| {
        let mut draft = with_credentials(APP);
        draft = draft.with(key, value);
        draft
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
    ]
}

fn origin_cases() -> Vec<(Rule, Draft)> {
    let long_label = format!("https://{}.example.com", "a".repeat(64));
    let long = format!("https://{}example.com", "a23456789.".repeat(50));
    let mut cases: Vec<(Rule, Draft)> = [
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
    ]
    .into_iter()
    .map(|(rule, text)| (rule, origin(text)))
    .collect();
    cases.extend([
        (
            Rule::AnyOriginBesideOthers,
            draft(&[("origins", list(&["*", APP]))]),
        ),
        (Rule::OriginTwice, draft(&[("origins", list(&[APP, APP]))])),
        (Rule::OriginsEmpty, draft(&[("origins", list(&[]))])),
        (Rule::AnyInDevOrigins, app_with("dev_origins", list(&["*"]))),
    ]);
    cases
}

fn list_cases() -> Vec<(Rule, Draft)> {
    let methods = |texts: &[&str]| app_with("methods", list(texts));
    let headers = |texts: &[&str]| app_with("headers", list(texts));
    let expose = |texts: &[&str]| app_with("expose", list(texts));
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
        (Rule::ExposeToken, expose(&["\"etag\""])),
        (Rule::ExposeCookie, expose(&["Set-Cookie2"])),
        (Rule::ExposeNotOfResponse, expose(&["Origin"])),
        (Rule::ExposeAnyBesideOthers, expose(&["etag", "*"])),
        (Rule::ExposeTwice, expose(&["ETag", "etag"])),
        (Rule::ExposeEmpty, expose(&[])),
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

fn rules_of(draft: &Draft) -> Vec<Rule> {
    judge(draft)
        .violations
        .iter()
        .map(Violation::rule)
        .collect()
}

#[test]
fn each_case_violates_exactly_its_rule() {
    let failures: Vec<String> = cases()
        .iter()
        .filter(|(rule, draft)| rules_of(draft) != [*rule])
        .map(|(rule, draft)| format!("{rule:?}: {:?} for {:?}", rules_of(draft), draft.entries))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_has_a_case_for_both_front_ends() {
    let here: Vec<Rule> = cases().into_iter().map(|(rule, _)| rule).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut words = String::new();
    for theme in std::fs::read_dir(folder.join("../tests/ui")).expect("tests/ui") {
        for file in std::fs::read_dir(theme.expect("a theme").path()).expect("a theme") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|kind| kind == "stderr") {
                words += &std::fs::read_to_string(path).expect("text");
            }
        }
    }
    // Rules for release builds have their case in a test target that builds programs.
    words += &std::fs::read_to_string(folder.join("../tests/release/main.rs"))
        .expect("tests/release/main.rs");
    // Rules for run-time configuration have their case in `configuration.rs`.
    let configuration =
        std::fs::read_to_string(folder.join("tests/configuration.rs")).expect("a test");
    let run_time_rules = [Rule::AnyInSet, Rule::NoSuchVariable];
    let missing: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| {
            let id = rule.row().id;
            if run_time_rules.contains(rule) {
                !configuration.contains(&format!("\"{id}\""))
            } else {
                !here.contains(rule) || !words.contains(&format!("[{id}]"))
            }
        })
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn rule_ids_are_unique() {
    let mut seen = BTreeMap::new();
    for rule in Rule::ALL {
        let other = seen.insert(rule.row().id, rule);
        assert!(other.is_none(), "{rule:?} and {other:?}");
    }
}

#[test]
fn messages_follow_the_style_rules() {
    for (rule, draft) in cases() {
        for violation in judge(&draft).violations {
            let message = violation.message();
            let help = violation.help();
            for sentence in [&message, &help] {
                for unfilled in ["{said}", "{instead}", "{beside}", "``"] {
                    assert!(!sentence.contains(unfilled), "{rule:?}: {sentence}");
                }
                assert!(!sentence.ends_with('.'), "{rule:?}: {sentence}");
                assert_eq!(sentence.matches('`').count() % 2, 0, "{rule:?}: {sentence}");
                assert!(!rule.row().message.contains('?') && !rule.row().help.contains('?'));
                let first = sentence.chars().next();
                assert!(
                    first.is_some_and(|c| c == '`' || c.is_lowercase()),
                    "{rule:?}: {sentence}"
                );
            }
            assert!(
                message.ends_with(&format!("[{}]", rule.row().id)),
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
        for violation in judge(&case).violations {
            let Subject::Element(..) = violation.subject() else {
                continue;
            };
            let text = violation.replacement();
            if !rule.row().id.starts_with('C') || !text.contains("://") || text.contains('"') {
                continue;
            }
            suggested += 1;
            assert!(
                !judge(&origin(text)).is_refused(),
                "{rule:?} suggests {text}"
            );
            assert!(
                !text.contains('*') || violation.said().contains('*'),
                "{rule:?} suggests {text} for {}",
                violation.said()
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
                vec![Rule::HatchNotNeeded],
            ),
        ] {
            let draft = with_credentials(origin).with("dangerously_allow", words(&allowed));
            assert_eq!(rules_of(&draft), expected, "{origin} {allowed:?}");
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
        let credentialed = judge(&with_credentials(origin)).violations;
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
        // The page at the suffix itself.
        "https://github.io",
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
fn loopback_with_credentials_is_denied_in_release_builds_only() {
    for origin in [
        "http://localhost:3000",
        "https://127.0.0.1",
        "http://[::1]:*",
    ] {
        let validation = judge(&with_credentials(origin));
        assert!(!validation.is_refused());
        assert!(validation.policy.is_some());
        let [violation] = &validation.violations[..] else {
            panic!("{origin}: {:?}", validation.violations);
        };
        assert_eq!(violation.rule().row().severity, Severity::RefusedInRelease);
    }
}

#[test]
fn violations_come_in_source_order() {
    let draft = draft(&[
        ("max_age", Value::Number("90000".to_owned())),
        ("origins", list(&["https://a.example/", "*", ""])),
        ("colour", Value::Flag),
        ("credentials", word("true")),
        ("headers", list(&["Cookie"])),
    ]);
    let ids: Vec<_> = rules_of(&draft).iter().map(|rule| rule.row().id).collect();
    assert_eq!(ids, ["G02", "C05", "B01", "C01", "A01", "A04", "E04"]);
}

#[test]
fn violations_at_one_location_keep_the_order_of_detection() {
    let port = "http://app.example.com:443";
    let twice = draft(&[("origins", list(&[port, port]))]);
    assert_eq!(
        rules_of(&twice),
        [Rule::SwappedPort, Rule::OriginTwice, Rule::SwappedPort]
    );
    let both = with_arguments(&["Authorization", "CookieJar"]);
    assert_eq!(
        rules_of(&both),
        [
            Rule::CookiesWithoutCredentials,
            Rule::AuthorizationNotListed
        ]
    );
    // Violations of a key come before those of its value, even if they are found later.
    let key_with_policy = Draft {
        place: Place::Function,
        ..draft(&[("policy", word("API")), ("origins", words(&["ORIGIN"]))])
    };
    assert_eq!(
        rules_of(&key_with_policy),
        [Rule::KeyBesidePolicy, Rule::NotAString]
    );
}

#[test]
fn policy_key_alone_yields_no_policy() {
    let by_name = Draft {
        place: Place::Axum,
        item: Some(function(|f| {
            f.arguments = names(&["Json", "CookieJar", "WebSocketUpgrade"]);
        })),
        ..draft(&[("policy", word("API"))])
    };
    let validation = judge(&by_name);
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
        let draft = draft(&[("origins", list(&[origin])), ("expose", list(&[name]))]);
        assert_eq!(rules_of(&draft), expected, "{origin} {name}");
    }
}

#[test]
fn valid_policy_has_serialized_header_values() {
    let draft = draft(&[
        (
            "origins",
            list(&["https://b.example", "https://*.a.example:*"]),
        ),
        ("methods", list(&["PUT", "GET", "DELETE"])),
        ("headers", list(&["X-B", "content-type", "authorization"])),
        ("expose", list(&["X-Total", "ETag"])),
        ("max_age", Value::Number("600".to_owned())),
    ]);
    let policy = judge(&draft).policy.expect("a valid policy");
    assert_eq!(policy.methods(), "DELETE,GET,PUT");
    assert_eq!(policy.headers(), "authorization,content-type,x-b");
    assert_eq!(policy.expose(), "etag,x-total");
    assert_eq!(policy.max_age(), "600");
    assert!(!policy.credentials() && !policy.is_public());
    assert!(policy.allows(b"https://b.example"));
    assert!(policy.allows(b"https://x.y.a.example:8080"));
    assert!(!policy.allows(b"https://a.example"));
}

#[test]
fn valid_policy_has_origins_and_flags() {
    let public = draft(&[("origins", list(&["*"]))]);
    let enforcing = app_with("enforce", Value::Flag);
    for (draft, is_public, enforces, credentials) in [
        (origin(APP), false, false, false),
        (public, true, false, false),
        (enforcing, false, true, false),
        (with_credentials(APP), false, false, true),
    ] {
        let policy = judge(&draft).policy.expect("a valid policy");
        assert_eq!(policy.is_public(), is_public);
        assert_eq!(policy.enforces(), enforces);
        assert_eq!(policy.credentials(), credentials);
    }
}

#[test]
fn safelisted_methods_are_not_serialized() {
    let policy = judge(&app_with("methods", list(&["GET", "POST", "HEAD"]))).policy;
    assert_eq!(policy.expect("a valid policy").methods(), "");
}

#[test]
fn authorization_may_be_listed_with_any_header() {
    let policy = judge(&app_with("headers", list(&["*", "Authorization"]))).policy;
    assert_eq!(policy.expect("a valid policy").headers(), "*,authorization");
}

/// `docs/rules.md` is generated from the rules table.
#[test]
fn rules_document_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.md");
    let current = cors_runtime::policy::documentation::rules_document();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &current).expect("docs/rules.md");
    }
    let written = std::fs::read_to_string(&path).expect("docs/rules.md");
    assert_eq!(written, current, "run this test with BLESS=1");
}

/// Every id of the catalogue is a rule or a documented note; these are the numbers of ids per
/// letter.
#[test]
fn catalogue_ids_are_complete_and_unique() {
    let themes = [
        ('A', 23),
        ('B', 18),
        ('C', 65),
        ('D', 14),
        ('E', 20),
        ('F', 10),
        ('G', 9),
        ('H', 6),
    ];
    let rules = Rule::ALL.iter().map(|rule| rule.row().id);
    let notes = cors_runtime::policy::notes::NOTES
        .iter()
        .map(|note| note.id);
    let known: Vec<&str> = rules.chain(notes).collect();
    let mut missing = Vec::new();
    for (letter, count) in themes {
        for number in 1..=count {
            let id = format!("{letter}{number:02}");
            if !known.contains(&id.as_str()) {
                missing.push(id);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
    let mut once = known.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), known.len(), "an id is used twice");
}

/// The messages in the README are compiler output, except for the file name.
#[test]
fn readme_messages_are_compiler_output() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(folder.join("../README.md")).expect("README.md");
    let without_location = |text: &str| -> String {
        let lines = text.trim().lines().filter(|line| !line.contains("--> "));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut compiler_messages = Vec::new();
    for theme in std::fs::read_dir(folder.join("../tests/ui")).expect("tests/ui") {
        for file in std::fs::read_dir(theme.expect("a theme").path()).expect("a theme") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|kind| kind == "stderr") {
                compiler_messages.push(without_location(
                    &std::fs::read_to_string(path).expect("text"),
                ));
            }
        }
    }
    let shown: Vec<_> = readme.split("```text\n").skip(1).collect();
    assert_eq!(shown.len(), 3);
    for block in shown {
        let message = without_location(block.split("```").next().unwrap_or_default());
        assert!(
            compiler_messages.contains(&message),
            "not a compiler message:\n{message}"
        );
    }
}
