//! What the texts in the lists mean, other each other and above a handler.

use super::{APP, beside_app, list, origins, rules, words};
use crate::rules::Rule::*;
use crate::spec::{Context, PolicySpec, Value};
use crate::violation::Violation;
use crate::{
    AnnotatedItem, HandlerInfo, ItemPart, Location, missing_headers_under_a_policy, validate,
};

/// Each argument as the names in its type.
fn handler(place: Context, arguments: &[&[&str]]) -> PolicySpec {
    let arguments = arguments
        .iter()
        .map(|names| names.iter().map(|&name| name.to_owned()).collect());
    PolicySpec {
        context: place,
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
fn a_set_is_judged_as_if_beside_credentials() {
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
fn an_origin_that_is_proposed_beside_credentials_has_none_of_its_risks() {
    for (origin, rule, proposed) in [
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
    ] {
        let credentialed = |origin| origins(&[origin]).with("credentials", Value::Flag);
        let violations = validate(&credentialed(origin)).violations;
        let risk = violations.iter().find(|violation| violation.rule() == rule);
        assert_eq!(risk.map(Violation::suggestion), Some(proposed), "{origin}");
        assert_eq!(rules(&credentialed(proposed)), [], "{origin}");
    }
}

#[test]
fn what_anybody_can_have_is_named() {
    let (names, pages) = (
        "anyone can register a name under",
        "anyone can publish a page on",
    );
    for (origin, allowance, what) in [
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
            "https://*.s3.amazonaws.com",
            "public_suffixes",
            format!("{pages} `s3.amazonaws.com`"),
        ),
    ] {
        let spec = origins(&[origin])
            .with("credentials", Value::Flag)
            .with("dangerously_allow", words(&[allowance]));
        let message = validate(&spec).violations[0].message();
        let what = format!("`{origin}` with `credentials` is unsafe: {what}");
        assert!(message.starts_with(&what), "{message}");
    }
}

#[test]
fn an_origin_of_an_app_is_refused_for_one_reason_at_a_time() {
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
fn an_origin_is_listed_once() {
    let (a, b, c) = ("https://a.example", "https://b.example", "app://c");
    for (always, development, again) in [
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
        let twice = violations.iter().filter(|one| one.rule() == OriginTwice);
        let places: Vec<_> = twice.map(Violation::path).collect();
        assert_eq!(places, again);
    }
}

#[test]
fn what_a_pattern_beside_it_lets_in_is_dead_text() {
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
    ] {
        for texts in [[wide, narrow], [narrow, wide]] {
            assert_eq!(rules(&origins(&texts)), expected, "{texts:?}");
        }
    }
}

#[test]
fn an_insecure_twin_is_reported_where_it_is_a_risk_and_not_refused_already() {
    let twice = &[LoopbackInRelease, LoopbackInRelease];
    for (host, credentials, expected) in [
        ("a.example", false, &[InsecureTwin][..]),
        ("a.example", true, &[InsecureWithCredentials]),
        ("localhost:3000", false, &[]),
        ("localhost:3000", true, twice),
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
fn a_star_alone_is_every_method_and_every_exposed_header() {
    for key in ["methods", "expose"] {
        assert_eq!(rules(&beside_app(key, list(&["*"]))), [], "{key}");
    }
}

#[test]
fn words_for_what_a_method_does_are_the_method() {
    for (written, meant) in [
        ("UPDATE", Some("PATCH")),
        ("MODIFY", Some("PATCH")),
        ("REMOVE", Some("DELETE")),
        ("CREATE", Some("POST")),
        ("DELTE", Some("DELETE")),
        ("PROPFIND", None),
        ("FROBNICATE", None),
    ] {
        let violations = validate(&beside_app("methods", list(&[written]))).violations;
        let expected = meant.map(|meant| (MethodUnknown, meant));
        let found = violations.iter().map(|v| (v.rule(), v.suggestion()));
        assert!(found.eq(expected), "{written}: {violations:?}");
    }
}

#[test]
fn a_preflight_is_kept_for_a_day_at_most() {
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
        assert_eq!(rules(&beside_app("max_age", value)), expected, "{seconds}");
    }
}

#[test]
fn what_is_no_number_of_seconds_is_told_apart() {
    for (written, expected) in [
        ("-600", MaxAgeNegative),
        ("- 600", MaxAgeNegative),
        ("SECONDS", MaxAgeNotANumber),
        ("::a::SECONDS", MaxAgeNotANumber),
        ("-SECONDS", MaxAgeNotSeconds),
        ("1.5", MaxAgeNotSeconds),
        ("true", MaxAgeNotSeconds),
        ("false", MaxAgeNotSeconds),
    ] {
        let value = Value::Tokens(written.to_owned());
        assert_eq!(
            rules(&beside_app("max_age", value)),
            [expected],
            "{written}"
        );
    }
}

#[test]
fn methods_in_one_text_are_shown_one_by_one() {
    for (written, meant) in [
        ("PUT, DELETE", r#""PUT", "DELETE""#),
        ("PUT; delete", r#""PUT""#),
        (" ", r#""PUT""#),
    ] {
        let violations = validate(&beside_app("methods", list(&[written]))).violations;
        assert_eq!(
            violations[0].help(),
            format!("write one method per string: `{meant}`")
        );
    }
}

#[test]
fn a_handler_under_the_plain_door_takes_the_request_first() {
    let plain = "add the request, as in `async fn handler(request: http::Request<Body>)";
    let axum = "for an axum handler, use `#[cors::axum::cors(…)]`";
    for (arguments, help) in [
        (&[][..], Some(plain)),
        (&[&["State"][..]], Some(axum)),
        (&[&["State"], &["Request"]], Some(axum)),
        (&[&["Request"]], None),
        (&[&["Request"], &["State"]], None),
        // An alias, perhaps.
        (&[&["Incoming"]], None),
    ] {
        let spec = handler(Context::Function, arguments);
        let violations = validate(&spec).violations;
        let expected = help.map(|_| (NoRequest, Location::Item(ItemPart::Name)));
        let found = violations.iter().map(|v| (v.rule(), v.location()));
        assert!(found.eq(expected), "{arguments:?}: {violations:?}");
        if let (Some(words), [violation]) = (help, &violations[..]) {
            assert!(violation.help().starts_with(words), "{violation}");
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
            Context::Actix | Context::Rocket => [&[RouteMissing], expected].concat(),
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
