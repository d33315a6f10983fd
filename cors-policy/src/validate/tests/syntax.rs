//! Tests of the keys and of the form of their values.

use super::{APP, list, origins, rules, spec_with, text, word, words};
use crate::location::Location;
use crate::rules::Rule::{self, *};
use crate::spec::{Context, NotationMistake, PolicySpec, Separator, Value};
use crate::validate;

/// Returns the rule, the location and the help of the only violation of a spec.
fn only_violation(spec: &PolicySpec) -> (Rule, Location, String) {
    let violations = validate(spec).violations;
    let [violation] = &violations[..] else {
        panic!("{:?}: {violations:?}", spec.entries);
    };
    (violation.rule(), violation.location(), violation.help())
}

fn assert_denied(cases: &[(&str, Value, Rule, Location, &str)]) {
    for (key, value, rule, location, help) in cases {
        let expected = (*rule, *location, (*help).to_owned());
        assert_eq!(only_violation(&spec_with(key, value.clone())), expected);
    }
}

#[test]
fn missing_value_is_suggested() {
    for (key, rule, example) in [
        ("origins", NotAList, r#"["https://app.example.com"]"#),
        ("dev_origins", NotAList, r#"["http://localhost:3000"]"#),
        ("methods", NotAList, r#"["PUT"]"#),
        ("headers", NotAList, r#"["content-type"]"#),
        ("expose", NotAList, r#"["etag"]"#),
        ("dangerously_allow", NotAList, "[…]"),
        ("max_age", ValueMissing, "600"),
        ("origins_from", NotAPath, "TENANTS"),
        ("crate", NotAPath, "my_crate::cors"),
    ] {
        let help = format!("write `{key} = {example}`");
        assert_denied(&[(key, Value::Flag, rule, Location::Key(0), &help)]);
    }
}

#[test]
fn value_of_another_form_is_suggested_in_the_right_form() {
    for (key, value, rule, example) in [
        ("methods", word("PUT"), NotAList, r#"["PUT"]"#),
        ("origins_from", text("TENANTS"), NotAPath, "TENANTS"),
        ("crate", text("cors"), NotAPath, "my_crate::cors"),
    ] {
        let help = format!("write `{key} = {example}`");
        assert_denied(&[(key, value, rule, Location::Value(0), &help)]);
    }
    let policy = PolicySpec::new(Context::Function).with("policy", text("API"));
    let help = "write `policy = API`".to_owned();
    assert_eq!(
        only_violation(&policy),
        (NotAPath, Location::Value(0), help)
    );
}

#[test]
fn string_literal_is_suggested_for_an_expression() {
    for (key, example) in [
        ("origins", r#""https://app.example.com""#),
        ("dev_origins", r#""http://localhost:3000""#),
        ("methods", r#""PUT""#),
        ("headers", r#""content-type""#),
        ("expose", r#""etag""#),
    ] {
        let help = format!("write a string literal, as in `{example}`");
        let (written, place) = (words(&["list()"]), Location::Element(0, 0));
        assert_denied(&[(key, written, NotAString, place, &help)]);
    }
}

#[test]
fn another_key_is_suggested_for_an_expression_in_origins() {
    let share = "`, or share a policy: `policy = API`";
    let element = Location::Element(0, 0);
    for (key, written, place, rule, help) in [
        (
            "origins",
            words(&["config::ORIGIN"]),
            element,
            OriginFromConstant,
            share,
        ),
        (
            "dev_origins",
            word("ORIGINS"),
            Location::Value(0),
            OriginFromConstant,
            share,
        ),
        (
            "origins",
            words(&["std::env::var(\"A\").unwrap()"]),
            element,
            OriginFromEnvironment,
            "`origins_from = ORIGINS`",
        ),
        (
            "origins",
            words(&["env!(\"A\")"]),
            element,
            OriginFromEnvironment,
            "`OriginSet::from_env`",
        ),
        (
            "origins",
            word("option_env!(\"A\")"),
            Location::Value(0),
            OriginFromEnvironment,
            "`OriginSet::from_env`",
        ),
        (
            "origins",
            words(&["environment()"]),
            element,
            NotAString,
            "write a string literal",
        ),
        (
            "headers",
            words(&["HEADERS"]),
            element,
            NotAString,
            "write a string literal",
        ),
    ] {
        let found = only_violation(&spec_with(key, written));
        assert_eq!((found.0, found.1), (rule, place), "{key}");
        assert!(found.2.contains(help), "{key}: {}", found.2);
    }
}

#[test]
fn wildcard_is_suggested_for_words_of_other_libraries_without_credentials() {
    for written in ["Any", "tower_http::cors::Any", "AllowOrigin::any()", "ANY"] {
        let (place, help) = (Location::Value(0), "write `origins = [\"*\"]`");
        assert_denied(&[("origins", word(written), NotAList, place, help)]);
        let spec = PolicySpec::new(Context::Policy)
            .with("origins", word(written))
            .with("credentials", Value::Flag);
        let help = "write `origins = [\"https://app.example.com\"]`".to_owned();
        assert_eq!(only_violation(&spec), (NotAList, Location::Value(0), help));
    }
}

#[test]
fn notation_mistakes_are_at_their_entry() {
    let mut spec = origins(&[APP]).with("credentials", Value::Flag);
    for (expected, found) in [(Separator::Comma, "credentials"), (Separator::Equals, ":")] {
        spec.notation.push(NotationMistake {
            expected,
            found: found.to_owned(),
            entry: 1,
            repaired: "a, b".to_owned(),
        });
    }
    assert_eq!(rules(&spec), [ExpectedComma, ExpectedEquals]);
    let violations = validate(&spec).violations;
    assert_eq!(violations[0].location(), Location::Notation(1, 0));
    assert_eq!(
        violations[0].to_string(),
        "expected a comma, found `credentials` [A39]\nhelp: write `a, b`"
    );
    assert_eq!(violations[1].message(), "expected `=`, found `:` [A40]");
}

#[test]
fn list_is_suggested_for_a_text() {
    for (key, value, suggestion) in [
        ("origins", "", r#""https://app.example.com""#),
        ("dev_origins", " ", r#""http://localhost:3000""#),
        ("origins", "*", r#""*""#),
        // The suggestion would be denied by another rule.
        ("dev_origins", "*", r#""http://localhost:3000""#),
        ("dev_origins", "* http://a.example", r#""http://a.example""#),
        ("origins", "a.example/x", r#""https://a.example""#),
        (
            "dev_origins",
            "http://a.example;b.example/",
            r#""http://a.example", "https://b.example""#,
        ),
        (
            "origins",
            "https://a.example|https://b.example\n\thttps://c.example",
            r#""https://a.example", "https://b.example", "https://c.example""#,
        ),
        // These texts have no replacement.
        ("origins", "null", r#""https://app.example.com""#),
        ("dev_origins", "any", r#""http://localhost:3000""#),
        (
            "origins",
            "null https://a.example",
            r#""https://a.example""#,
        ),
        ("headers", "content-type, *", r#""content-type", "*""#),
        ("expose", "etag", r#""etag""#),
        ("methods", "PUT|DELETE", r#""PUT", "DELETE""#),
    ] {
        let help = format!("write `{key} = [{suggestion}]`");
        assert_denied(&[(key, text(value), NotAList, Location::Value(0), &help)]);
    }
}

#[test]
fn key_of_another_library_suggests_a_key() {
    for (key, suggestion) in [
        ("allow_origins", "`origins`"),
        ("allowed_methods", "`methods`"),
        ("allow_origin_list", "`origins`"),
        ("sites", "`origins`"),
        ("domains", "`origins`"),
        ("expose_headers", "`expose`"),
        ("exposed_headers", "`expose`"),
        ("maxage", "`max_age`"),
        (
            "colour",
            "one of `origins`, `dev_origins`, `origins_from`, `credentials`, `headers`, `expose`, \
             `max_age`, `methods`, `enforce`, `hosts`, `protocols`, `dangerously_allow`, `crate`",
        ),
        ("protocol", "`protocols`"),
        ("grpc_web", "`protocols = [grpc_web]`"),
        ("mcp", "`protocols = [mcp]`"),
        ("orig", "`origins`"),
        ("cred", "`credentials`"),
        ("ORIGINS", "`origins`"),
        ("\"origins\"", "`origins`"),
        ("max-age", "`max_age`"),
        ("Access-Control-Max-Age", "`max_age`"),
        ("access_control_allow_origin", "`origins`"),
        ("supports_credentials", "`credentials`"),
        ("cookies", "`credentials`"),
        ("max_age_secs", "`max_age`"),
        ("allow_origin", "`origins`"),
        ("permissive", "`origins`"),
        ("block_on_origin_mismatch", "`enforce`"),
        ("allowed_origin_fn", "`origins_from`"),
        ("maxAge", "`max_age`"),
        ("MAX_AGE", "`max_age`"),
        ("allowedHeaders", "`headers`"),
        ("exposedHeaders", "`expose`"),
        ("allowOriginRegex", "`origins`"),
        ("allowed_origin_patterns", "`origins`"),
    ] {
        let help = format!("write {suggestion}");
        assert_denied(&[(key, list(&[]), UnknownKey, Location::Key(0), &help)]);
    }
    // A route determines the method.
    for written in ["allowed_methods", "methods", "verbs"] {
        let mut spec = origins(&[APP]).with(written, list(&["PUT"]));
        spec.context = Context::Axum;
        assert_eq!(rules(&spec), [MethodsBehindRoute], "{written}");
    }
    let mut spec = origins(&[APP]).with("colour", Value::Flag);
    spec.context = Context::Rocket;
    let help = validate(&spec).violations[0].help();
    assert!(
        !help.contains("methods") && help.contains("`policy`"),
        "{help}"
    );
    // A key that means `origins` is not reported as missing `origins`, too.
    for written in ["sites", "domains", "origin_list"] {
        let spec = PolicySpec::new(Context::Policy).with(written, list(&[APP]));
        assert_eq!(rules(&spec), [UnknownKey], "{written}");
    }
}

#[test]
fn name_of_a_policy_needs_the_key_policy() {
    for (written, meant) in [
        ("API", "`policy = API`"),
        ("policies::PUBLIC_API", "`policy = policies::PUBLIC_API`"),
    ] {
        let spec = PolicySpec::new(Context::Axum).with(written, Value::Flag);
        let help = format!("write {meant}");
        assert_eq!(only_violation(&spec), (UnknownKey, Location::Key(0), help));
    }
    // `policy!` itself cannot name a policy.
    let spec = PolicySpec::new(Context::Policy).with("API", Value::Flag);
    assert!(only_violation(&spec).2.starts_with("write one of"));
}

#[test]
fn named_policy_has_no_key_policy() {
    let spec = PolicySpec::new(Context::Policy).with("policy", word("API"));
    let help = "write the keys of that policy".to_owned();
    assert_eq!(only_violation(&spec), (UnknownKey, Location::Key(0), help));
}

#[test]
fn misspelt_allowance_suggests_an_allowance() {
    let value = Location::Value(0);
    for (written, suggestion) in [
        (word("any_port"), "any_port"),
        (text("custom_scheme"), "custom_schemes"),
        (word("(any_port)"), "any_port"),
        (word("everything"), "…"),
        (Value::Number("1".to_owned()), "…"),
    ] {
        let help = format!("write `dangerously_allow = [{suggestion}]`");
        assert_denied(&[("dangerously_allow", written, NotAList, value, &help)]);
    }
    let element = Location::Element(0, 0);
    let all = "write one of `insecure_origins`, `public_suffixes`, `any_port`, \
               `shared_app_origins`, `user_content_hosts`, `preview_deployments`, `custom_schemes`, `method_override`";
    for (written, rule, help) in [
        (text("any_port"), AllowanceForm, "write `any_port`"),
        (text("anyport"), AllowanceForm, "write `any_port`"),
        (word("any_ports"), UnknownAllowance, "write `any_port`"),
        (text("everything"), UnknownAllowance, all),
        (word("DangerouslyAllow::AnyPort"), UnknownAllowance, all),
        (Value::Number("1".to_owned()), UnknownAllowance, all),
    ] {
        let written = Value::List(vec![written]);
        assert_denied(&[("dangerously_allow", written, rule, element, help)]);
    }
}

#[test]
fn misspelt_protocol_suggests_a_protocol() {
    let value = Location::Value(0);
    for (written, suggestion) in [
        (word("mcp"), "mcp"),
        (text("grpc-web"), "grpc_web"),
        (Value::Flag, "…"),
    ] {
        let location = if written == Value::Flag {
            Location::Key(0)
        } else {
            value
        };
        let help = format!("write `protocols = [{suggestion}]`");
        assert_denied(&[("protocols", written, NotAList, location, &help)]);
    }
    let element = Location::Element(0, 0);
    let all = "write one of `grpc_web`, `connect`, `mcp`, `tus`";
    for (written, rule, help) in [
        (text("grpc_web"), AllowanceForm, "write `grpc_web`"),
        (text("grpc-web"), AllowanceForm, "write `grpc_web`"),
        (word("grpc-web"), UnknownProtocol, "write `grpc_web`"),
        (word("grpc - web"), UnknownProtocol, "write `grpc_web`"),
        (word("conect"), UnknownProtocol, "write `connect`"),
        (word("websocket"), UnknownProtocol, all),
        (Value::Number("1".to_owned()), UnknownProtocol, all),
    ] {
        let written = Value::List(vec![written]);
        assert_denied(&[("protocols", written, rule, element, help)]);
    }
}

#[test]
fn keys_with_a_path_deny_other_values() {
    let with = |key: &str, value: Value| {
        PolicySpec::new(Context::Function)
            .with(key, value)
            .with("dev_origins", list(&["http://localhost:3000"]))
    };
    for key in ["crate", "origins_from"] {
        assert_eq!(rules(&with(key, Value::Path("a::b".to_owned()))), []);
        let tokens = Value::Tokens("a + b".to_owned());
        for other in [tokens, text("a::b"), list(&[]), Value::Flag] {
            assert_eq!(rules(&with(key, other)), [NotAPath], "{key}");
        }
    }
}
