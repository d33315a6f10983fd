//! Tests of origins, methods, headers and `max_age`, alone and in combination, and of handlers.

use super::{APP, list, origins, rules, spec_with, words};
use crate::rules::Rule::*;
use crate::spec::{Context, PolicySpec, Value};
use crate::violation::Violation;
use crate::{
    AnnotatedItem, HandlerInfo, ItemPart, Location, missing_headers_under_a_policy, validate,
};

/// Returns a spec on a handler whose arguments have these type names.
fn handler(context: Context, arguments: &[&[&str]]) -> PolicySpec {
    let arguments = arguments
        .iter()
        .map(|names| names.iter().map(|&name| name.to_owned()).collect());
    PolicySpec {
        context,
        item: Some(AnnotatedItem::Function(HandlerInfo {
            name: "show_user".to_owned(),
            is_async: true,
            arguments: arguments.collect(),
            ..HandlerInfo::default()
        })),
        ..origins(&[APP])
    }
}

#[test]
fn origin_set_is_validated_as_with_credentials() {
    for (origin, expected) in [
        (APP, &[][..]),
        ("*", &[AnyInSet]),
        ("http://app.example.com", &[InsecureWithCredentials]),
    ] {
        let set = PolicySpec {
            context: Context::OriginSet,
            ..origins(&[origin])
        };
        assert_eq!(rules(&set), expected, "{origin}");
    }
}

#[test]
fn suggestion_with_credentials_has_no_risk() {
    for (origin, rule, suggestion) in [
        ("http://a.b", InsecureWithCredentials, "https://a.b"),
        ("http://a.b:81", InsecureWithCredentials, "https://a.b:81"),
        ("http://a.b:443", InsecureWithCredentials, "https://a.b"),
        ("http://a.b:*", InsecureWithCredentials, "https://a.b"),
        ("https://a.b:*", AnyPortWithCredentials, "https://a.b"),
        (
            "http://*.com:*",
            SuffixWithCredentials,
            "https://*.example.com",
        ),
        (
            "http://app-*-team.vercel.app:*",
            PreviewWithCredentials,
            "https://app-main-team.vercel.app",
        ),
    ] {
        let credentialed = |origin| origins(&[origin]).with("credentials", Value::Flag);
        let violations = validate(&credentialed(origin)).violations;
        let risk = violations.iter().find(|violation| violation.rule() == rule);
        assert_eq!(
            risk.map(Violation::suggestion),
            Some(suggestion),
            "{origin}"
        );
        assert_eq!(rules(&credentialed(suggestion)), [], "{origin}");
    }
}

#[test]
fn message_names_the_public_suffix_or_the_host() {
    let (names, pages) = (
        "anyone can register a name under",
        "anyone can publish a page on",
    );
    for (origin, allowance, reason) in [
        (
            "https://*.github.io",
            "any_port",
            format!("{names} `github.io`"),
        ),
        (
            "https://codepen.io",
            "any_port",
            format!("{pages} `codepen.io`"),
        ),
        (
            "https://*.s3.amazonaws.com",
            "any_port",
            format!("{names} `s3.amazonaws.com`"),
        ),
        (
            "https://*.ngrok.io",
            "public_suffixes",
            format!("{pages} `ngrok.io`"),
        ),
    ] {
        let spec = origins(&[origin])
            .with("credentials", Value::Flag)
            .with("dangerously_allow", words(&[allowance]));
        let message = validate(&spec).violations[0].message();
        let start = format!("`{origin}` with `credentials` is unsafe: {reason}");
        assert!(message.starts_with(&start), "{message}");
    }
}

#[test]
fn custom_origin_violates_one_rule_at_a_time() {
    let (shared, own) = ("capacitor://localhost", "my-app://name");
    let (one, both) = ("custom_schemes", ["custom_schemes", "shared_app_origins"]);
    for (origin, credentials, allowances, expected) in [
        (shared, true, &[][..], &[AppOrigin][..]),
        (shared, true, &[one], &[SharedAppWithCredentials]),
        (shared, true, &both, &[]),
        (shared, false, &[one], &[]),
        (own, true, &[one], &[]),
        (own, true, &both, &[UnusedAllowance]),
    ] {
        let mut spec = origins(&[origin]);
        if credentials {
            spec = spec.with("credentials", Value::Flag);
        }
        if !allowances.is_empty() {
            spec = spec.with("dangerously_allow", words(allowances));
        }
        assert_eq!(
            rules(&spec),
            expected,
            "{origin} {credentials} {allowances:?}"
        );
    }
}

#[test]
fn repeated_origin_is_reported_at_each_repetition() {
    let (a, b, c) = ("https://a.example", "https://b.example", "app://c");
    for (always, development, expected) in [
        (&[b, a][..], &[c][..], &[][..]),
        (&[b, a, b], &[c], &["origins[2]"]),
        (
            &[b, a, b, c, c, b],
            &["http://d"],
            &["origins[2]", "origins[4]", "origins[5]"],
        ),
        (&[b, a], &[a, c, c], &["dev_origins[0]", "dev_origins[2]"]),
    ] {
        let spec = origins(always)
            .with("dev_origins", list(development))
            .with("dangerously_allow", words(&["custom_schemes"]));
        let violations = validate(&spec).violations;
        let repeated = violations.iter().filter(|v| v.rule() == OriginTwice);
        let paths: Vec<_> = repeated.map(Violation::path).collect();
        assert_eq!(paths, expected);
    }
}

#[test]
fn origin_that_a_pattern_matches_is_redundant() {
    for (wide, narrow, expected) in [
        ("https://a.b:*", "https://a.b", &[OriginCovered][..]),
        ("https://a.b:*", "https://a.b:81", &[OriginCovered]),
        ("https://a.b:*", "https://c.b", &[]),
        ("https://a.b:*", "https://c.a.b", &[]),
        ("https://a.b:*", "https://*.a.b", &[]),
        ("https://a.b:*", "http://a.b:81", &[]),
        ("https://*.a.b", "https://c.a.b", &[OriginCovered]),
        ("https://*.a.b", "https://c.a.b:81", &[]),
        ("https://*.a.b", "https://a.b", &[]),
        ("https://*.a.b", "https://ca.b", &[]),
        ("https://*.a.b", "https://*.c.a.b", &[PatternCovered]),
        ("https://*.a.b:*", "https://*.a.b", &[PatternCovered]),
        ("https://*.a.b:*", "https://c.a.b:*", &[PatternCovered]),
        // Patterns within a label.
        ("https://a-*.c.b", "https://a-x.c.b", &[OriginCovered]),
        ("https://a-*-d.c.b", "https://a-x-y-d.c.b", &[OriginCovered]),
        ("https://*-d.c.b:*", "https://x-d.c.b:81", &[OriginCovered]),
        ("https://a-*.c.b", "https://a-x.c.b:81", &[]),
        ("https://a-*.c.b", "https://a-x_y.c.b", &[]),
        ("https://a-*-d.c.b", "https://a-d.c.b", &[]),
        ("https://a-*.c.b", "https://a-x.d.c.b", &[]),
        ("https://a-*.c.b", "https://a-x-*.c.b", &[PatternCovered]),
        ("https://a-*.c.b", "https://a-*-d.c.b", &[PatternCovered]),
        ("https://a-*.c.b:*", "https://a-*.c.b", &[PatternCovered]),
        ("https://*.c.b", "https://a-*.c.b", &[PatternCovered]),
        ("https://*.b", "https://a-*.c.b", &[PatternCovered]),
        ("https://a-*.c.b", "https://*.a-x.c.b", &[]),
        ("https://a-*.c.b", "https://*-d.c.b", &[]),
        ("https://a-*.c.b", "https://a-*.d.b", &[]),
    ] {
        for texts in [[wide, narrow], [narrow, wide]] {
            assert_eq!(rules(&origins(&texts)), expected, "{texts:?}");
        }
    }
}

#[test]
fn insecure_twin_is_reported_unless_another_rule_applies() {
    let both = &[LoopbackInRelease, LoopbackInRelease];
    for (host, credentials, expected) in [
        ("a.example", false, &[InsecureTwin][..]),
        ("a.example", true, &[InsecureWithCredentials]),
        ("localhost:3000", false, &[]),
        ("localhost:3000", true, both),
    ] {
        let (secure, insecure) = (format!("https://{host}"), format!("http://{host}"));
        let mut spec = origins(&[&secure, &insecure]);
        if credentials {
            spec = spec.with("credentials", Value::Flag);
        }
        assert_eq!(rules(&spec), expected, "{host} {credentials}");
    }
}

#[test]
fn wildcard_is_valid_for_methods_and_exposed_headers() {
    for key in ["methods", "expose"] {
        assert_eq!(rules(&spec_with(key, list(&["*"]))), [], "{key}");
    }
}

#[test]
fn misspelt_method_suggests_a_common_method() {
    for (text, suggestion) in [
        ("UPDATE", Some("PATCH")),
        ("MODIFY", Some("PATCH")),
        ("REMOVE", Some("DELETE")),
        ("CREATE", Some("POST")),
        ("DELTE", Some("DELETE")),
        ("PROPFIND", None),
        ("FROBNICATE", None),
    ] {
        let violations = validate(&spec_with("methods", list(&[text]))).violations;
        let expected = suggestion.map(|suggestion| (MethodUnknown, suggestion));
        let found = violations.iter().map(|v| (v.rule(), v.suggestion()));
        assert!(found.eq(expected), "{text}: {violations:?}");
    }
}

#[test]
fn max_age_is_a_day_at_most() {
    for (seconds, expected) in [
        ("0", &[][..]),
        ("7200", &[]),
        ("7201", &[MaxAgeCut]),
        ("86400", &[MaxAgeCut]),
        ("86401", &[MaxAgeTooLong]),
        ("86400000", &[MaxAgeMilliseconds]),
        ("86401000", &[MaxAgeTooLong]),
        ("99999999999999999999", &[MaxAgeTooLong]),
    ] {
        let value = Value::Number(seconds.to_owned());
        assert_eq!(rules(&spec_with("max_age", value)), expected, "{seconds}");
    }
}

#[test]
fn max_age_is_a_number_of_seconds() {
    for (tokens, expected) in [
        ("-600", MaxAgeNegative),
        ("- 600", MaxAgeNegative),
        ("SECONDS", MaxAgeNotANumber),
        ("::a::SECONDS", MaxAgeNotANumber),
        ("-SECONDS", MaxAgeNotSeconds),
        ("1.5", MaxAgeNotSeconds),
        ("true", MaxAgeNotSeconds),
        ("false", MaxAgeNotSeconds),
    ] {
        let value = Value::Tokens(tokens.to_owned());
        assert_eq!(rules(&spec_with("max_age", value)), [expected], "{tokens}");
    }
}

#[test]
fn methods_in_one_text_are_suggested_as_a_list() {
    for (text, suggestion) in [
        ("PUT, DELETE", r#""PUT", "DELETE""#),
        ("PUT; delete", r#""PUT""#),
        (" ", r#""PUT""#),
    ] {
        let violations = validate(&spec_with("methods", list(&[text]))).violations;
        assert_eq!(
            violations[0].help(),
            format!("write one method per string: `{suggestion}`")
        );
    }
}

#[test]
fn plain_function_takes_the_request_first() {
    let plain = "add the request, as in `async fn handler(request: http::Request<Body>)";
    let axum = "for an axum handler, use `#[cors::axum::cors(…)]`";
    for (arguments, help) in [
        (&[][..], Some(plain)),
        (&[&["State"][..]], Some(axum)),
        (&[&["State"], &["Request"]], Some(axum)),
        (&[&["Request"]], None),
        (&[&["Request"], &["State"]], None),
        // The type may be an alias of `Request`.
        (&[&["Incoming"]], None),
    ] {
        let spec = handler(Context::Function, arguments);
        let violations = validate(&spec).violations;
        let expected = help.map(|_| (NoRequest, Location::Item(ItemPart::Name)));
        let found = violations.iter().map(|v| (v.rule(), v.location()));
        assert!(found.eq(expected), "{arguments:?}: {violations:?}");
        if let (Some(help), [violation]) = (help, &violations[..]) {
            assert!(violation.help().starts_with(help), "{violation}");
        }
    }
}

#[test]
fn extractors_that_require_a_header_are_known_by_their_outermost_name() {
    let named = |context, names: &[&str]| {
        let item = handler(context, &[names]).item.expect("a handler");
        missing_headers_under_a_policy(context, &item, "API")
    };
    for (context, names, expected) in [
        (
            Context::Axum,
            &["Json", "User"][..],
            &[JsonWithoutContentType][..],
        ),
        (Context::Actix, &["Json", "User"], &[JsonWithoutContentType]),
        (Context::Poem, &["Json", "User"], &[JsonWithoutContentType]),
        (
            Context::Poem,
            &["TypedHeader", "Authorization", "Bearer"],
            &[AuthorizationNotListed],
        ),
        (
            Context::Axum,
            &["Option", "Json", "User"],
            &[JsonWithoutContentType],
        ),
        (
            Context::Axum,
            &["Result", "Json", "Error"],
            &[JsonWithoutContentType],
        ),
        (
            Context::Axum,
            &["TypedHeader", "Authorization", "Bearer"],
            &[AuthorizationNotListed],
        ),
        (
            Context::Axum,
            &["Option", "TypedHeader", "Authorization", "Bearer"],
            &[AuthorizationNotListed],
        ),
        (
            Context::Actix,
            &["Header", "Authorization", "Bearer"],
            &[AuthorizationNotListed],
        ),
        // Types of the user with these names.
        (Context::Axum, &["State", "Arc", "Authorization"], &[]),
        (
            Context::Axum,
            &["Json", "Authorization"],
            &[JsonWithoutContentType],
        ),
        (Context::Axum, &["Extension", "Authorization"], &[]),
        (Context::Axum, &["Authorization"], &[]),
        (Context::Axum, &["Header", "Authorization"], &[]),
        (Context::Axum, &["TypedHeader", "ContentType"], &[]),
        (Context::Axum, &["State", "Json"], &[]),
        (Context::Axum, &["Option", "State", "Json"], &[]),
        (Context::Axum, &["Option"], &[]),
        (Context::Axum, &[], &[]),
        // Rocket's `Json` reads any content type.
        (Context::Rocket, &["Json", "User"], &[]),
        (Context::Function, &["Json", "User"], &[]),
    ] {
        let expected = match context {
            Context::Actix | Context::Rocket | Context::Poem => {
                [&[RouteMissing], expected].concat()
            }
            _ => expected.to_vec(),
        };
        let found = rules(&handler(context, &[names])).into_iter();
        let found: Vec<_> = found.filter(|rule| *rule != NoRequest).collect();
        assert_eq!(found, expected, "{names:?}");
        // Under a named policy, the compiler decides on the same rules.
        let named = named(context, names).into_iter();
        let named: Vec<_> = named.map(|(violation, _)| violation.rule()).collect();
        let routes = expected.iter().filter(|rule| **rule != RouteMissing);
        assert!(named.iter().eq(routes), "{names:?}: {named:?}");
    }
    let found = named(Context::Axum, &["Json", "User"]);
    let [(violation, header)] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(*header, "content-type");
    assert_eq!(
        violation.help(),
        "write `headers = [\"content-type\", …]` in `API`"
    );
}

#[test]
fn a_header_is_missing_only_if_headers_can_be_read_without_it() {
    let json = |headers: Option<(&str, Value)>| {
        let spec = handler(Context::Axum, &[&["Json", "User"]]);
        let spec = match headers {
            Some((key, value)) => spec.with(key, value),
            None => spec,
        };
        rules(&spec)
    };
    assert_eq!(json(None), [JsonWithoutContentType]);
    assert_eq!(
        json(Some(("headers", list(&["x-a"])))),
        [JsonWithoutContentType]
    );
    assert_eq!(json(Some(("headers", list(&["Content-Type"])))), []);
    let any = json(Some(("headers", list(&["*"]))));
    assert_eq!(any, [AnyHeaderWithoutAuthorization]);
    assert_eq!(json(Some(("headers", words(&["LIST"])))), [NotAString]);
    let other_word = json(Some(("allowed_headers", list(&["content-type"]))));
    assert_eq!(other_word, [UnknownKey]);
}

#[test]
fn only_an_associated_function_names_self() {
    let spec = |change: fn(&mut HandlerInfo)| {
        let mut spec = handler(Context::Axum, &[]);
        if let Some(AnnotatedItem::Function(handler)) = &mut spec.item {
            change(handler);
        }
        validate(&spec).violations
    };
    for (found, part) in [
        (spec(|f| f.has_receiver = true), ItemPart::Receiver),
        (spec(|f| f.names_self_type = true), ItemPart::SelfType),
        (
            spec(|f| (f.has_receiver, f.names_self_type) = (true, true)),
            ItemPart::Receiver,
        ),
    ] {
        let [violation] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(violation.rule(), Method);
        assert_eq!(violation.location(), Location::Item(part));
    }
}

#[test]
fn functions_around_the_handlers_are_not_handlers() {
    for (context, name, output, is_handler) in [
        (Context::Axum, "app", "Router", false),
        (Context::Rocket, "rocket", "Rocket", false),
        (Context::Axum, "main", "", false),
        (Context::Axum, "index", "Route", true),
        (Context::Poem, "app", "Route", false),
        (Context::Function, "main", "Response", true),
    ] {
        let mut spec = handler(context, &[]);
        if let Some(AnnotatedItem::Function(handler)) = &mut spec.item {
            name.clone_into(&mut handler.name);
            handler.output = vec![output.to_owned()];
            handler.is_async = is_handler;
        }
        let found = rules(&spec);
        assert_eq!(found == [NotAFunction], !is_handler, "{name}: {found:?}");
    }
}

/// A form can set the method of a Rocket route, so the allowance is of use there.
#[test]
fn method_override_is_used_by_routes_of_rocket() {
    for (context, route, expected) in [
        (Context::Rocket, "delete", &[][..]),
        (Context::Rocket, "route", &[]),
        (Context::Rocket, "post", &[UnusedAllowance]),
        (Context::Actix, "delete", &[UnusedAllowance]),
    ] {
        let allowance = Value::List(vec![Value::Path("method_override".to_owned())]);
        let mut spec = handler(context, &[]).with("dangerously_allow", allowance);
        if let Some(AnnotatedItem::Function(handler)) = &mut spec.item {
            handler.route_attributes.push(route.to_owned());
        }
        assert_eq!(rules(&spec), expected, "{context:?} {route}");
    }
}
