//! Policies from configuration files: the forms of values that formats have, and all mistakes at once.
#![cfg(feature = "serde")]

use cors_runtime::{OriginSet, Policy, PolicyConfig, Violation, Violations};
use serde_json::json;

fn config(value: serde_json::Value) -> PolicyConfig {
    serde_json::from_value(value).expect("a table")
}

fn errors(value: &serde_json::Value) -> Vec<String> {
    errors_in(&value.to_string())
}

fn errors_in(text: &str) -> Vec<String> {
    let config: PolicyConfig = serde_json::from_str(text).expect("a table");
    let violations = config.build().expect_err("an invalid policy");
    let lines = violations.iter().map(|violation| {
        format!(
            "{}: {}; {}",
            violation.path(),
            violation.message(),
            violation.help()
        )
    });
    lines.collect()
}

#[test]
fn every_key_is_read() {
    let policy = config(json!({
        "origins": ["https://app-*-team.vercel.app", "http://*.example.org"],
        "dev_origins": ["http://localhost:3000"],
        "credentials": true,
        "headers": ["x-a"],
        "expose": ["etag"],
        "methods": ["PUT"],
        "max_age": 600,
        "enforce": true,
        "hosts": ["api.example.com"],
        "protocols": ["connect"],
        "dangerously_allow": ["insecure_origins", "preview_deployments"],
    }));
    let expected = Policy::builder()
        .origins(["https://app-*-team.vercel.app", "http://*.example.org"])
        .dev_origins(["http://localhost:3000"])
        .credentials()
        .headers(["x-a"])
        .expose(["etag"])
        .methods(["PUT"])
        .max_age(600)
        .enforce()
        .hosts(["api.example.com"])
        .protocols([cors_runtime::Protocol::Connect])
        .dangerously_allow([
            cors_runtime::DangerouslyAllow::InsecureOrigins,
            cors_runtime::DangerouslyAllow::PreviewDeployments,
        ]);
    let expected = expected.build();
    assert!(expected.is_ok(), "{expected:?}");
    assert_eq!(policy.build(), expected);
}

/// Providers that read the environment have texts only.
#[test]
fn texts_take_the_form_of_their_key() {
    let texts = config(json!({
        "origins": "https://app.example.com, http://b.example",
        "credentials": "true",
        "enforce": "false",
        "headers": "content-type x-a",
        "max_age": " 600 ",
        "protocols": "grpc_web tus",
        "dangerously_allow": "insecure_origins",
    }));
    let values = config(json!({
        "origins": ["https://app.example.com", "http://b.example"],
        "credentials": true,
        "headers": ["content-type", "x-a"],
        "max_age": 600,
        "protocols": ["grpc_web", "tus"],
        "dangerously_allow": ["insecure_origins"],
    }));
    assert_eq!(texts, values);
    assert!(texts.build().is_ok());
}

#[test]
fn false_and_null_are_absent_keys() {
    let written = config(json!({
        "origins": ["*"], "credentials": false, "enforce": false, "max_age": null, "hosts": null,
    }));
    assert_eq!(written, config(json!({ "origins": ["*"] })));
    // A misspelt key is reported whatever its value.
    let wrong = errors(&json!({ "origins": ["*"], "credential": false, "max_ages": null }));
    assert_eq!(
        wrong,
        [
            "credential: unknown key `credential` [A01]; write `credentials`",
            "max_ages: unknown key `max_ages` [A01]; write `max_age`",
        ]
    );
}

#[test]
fn unknown_keys_name_the_key_that_was_meant() {
    for (written, meant) in [
        ("orgins", "`origins`"),
        ("allowed_origins", "`origins`"),
        ("supports_credentials", "`credentials`"),
        ("max-age", "`max_age`"),
        ("max_age_secs", "`max_age`"),
        ("exposed_headers", "`expose`"),
        // These keys are paths, which only a program has.
        ("origins_from", "`origins`"),
    ] {
        let expected = format!("{written}: unknown key `{written}` [A01]; write {meant}");
        let errors = errors(&json!({ "origins": ["https://a.example"], (written): "x" }));
        assert_eq!(errors, [expected]);
    }
    let keys = "one of `origins`, `dev_origins`, `credentials`, `headers`, `expose`, `max_age`, \
                `methods`, `enforce`, `hosts`, `protocols`, `dangerously_allow`";
    for written in ["colour", "policy", "crate", "a b", "", "API"] {
        let errors = errors(&json!({ "origins": ["*"], (written): true }));
        let expected = format!("{written}: unknown key `{written}` [A01]; write {keys}");
        assert_eq!(errors, [expected]);
    }
}

#[test]
fn unknown_key_causes_no_other_violation() {
    for (written, policy) in [
        (
            "origins_from",
            json!({ "origins": ["*"], "origins_from": "TENANTS" }),
        ),
        ("origins_from", json!({ "origins_from": "TENANTS" })),
        ("policy", json!({ "policy": "API" })),
        ("policy", json!({ "origins": ["*"], "policy": "API" })),
        ("crate", json!({ "crate": "app::cors" })),
    ] {
        let errors = errors(&policy);
        assert_eq!(errors.len(), 1, "{errors:?}");
        let expected = format!("{written}: unknown key `{written}` [A01]");
        assert!(errors[0].starts_with(&expected), "{errors:?}");
    }
}

#[test]
fn values_of_the_wrong_form_are_reported_at_once() {
    assert_eq!(
        errors_in(
            r#"{
                "origins": { "app": "https://app.example.com" },
                "headers": ["content-type", 5, true, ["x-a"], {}],
                "expose": 1.5,
                "methods": true,
                "credentials": "same-origin",
                "enforce": 1,
                "max_age": -5,
                "dangerously_allow": ["insecure_origin", 3],
                "protocols": ["grpc-web", true]
            }"#
        ),
        [
            "origins: `origins` takes a list [A05]; write `origins = [\"https://app.example.com\"]`",
            "headers[1]: `5` is not a string [J02]; write a string, as in `\"content-type\"`",
            "headers[2]: `true` is not a string [J02]; write a string, as in `\"content-type\"`",
            "headers[3]: `[\"x-a\"]` is not a string [J02]; write a string, as in `\"content-type\"`",
            "headers[4]: `{ … }` is not a string [J02]; write a string, as in `\"content-type\"`",
            "expose: `expose` takes a list [A05]; write `expose = [\"etag\"]`",
            "methods: `methods` takes a list [A05]; write `methods = [\"PUT\"]`",
            "credentials: `credentials` takes `true` or `false`, not `\"same-origin\"` [J01]; write \
             `credentials = false`",
            "enforce: `enforce` takes `true` or `false`, not `1` [J01]; write `enforce = true`",
            "max_age: `max_age = -5` is negative [G01]; write `max_age = 0` to disable preflight \
             caching",
            "dangerously_allow[0]: unknown `dangerously_allow` option `insecure_origin` [A26]; write \
             `insecure_origins`",
            "dangerously_allow[1]: unknown `dangerously_allow` option `3` [A26]; write one of \
             `insecure_origins`, `public_suffixes`, `any_port`, `shared_app_origins`, \
             `user_content_hosts`, `preview_deployments`, `custom_schemes`, `method_override`",
            "protocols[0]: unknown protocol `grpc-web` [A44]; write `grpc_web`",
            "protocols[1]: unknown protocol `true` [A44]; write one of `grpc_web`, `connect`, `mcp`, \
             `tus`",
        ]
    );
    let seconds = errors(&json!({ "origins": ["*"], "max_age": 1.5 }));
    assert_eq!(
        seconds,
        [
            "max_age: `max_age` takes whole seconds, not `1.5` [G05]; write a whole number, as in \
          `max_age = 600`"
        ]
    );
}

#[test]
fn duplicate_keys_are_reported() {
    let config: PolicyConfig =
        serde_json::from_str(r#"{ "origins": ["*"], "origins": [] }"#).expect("a table");
    let violations = config.build().expect_err("a duplicate");
    let rules: Vec<_> = violations
        .iter()
        .map(|violation| violation.rule().id())
        .collect();
    assert_eq!(rules, ["A02"]);
}

#[test]
fn default_configuration_is_an_empty_policy() {
    let violations = PolicyConfig::default()
        .build()
        .expect_err("an empty policy");
    let rules: Vec<_> = violations
        .iter()
        .map(|violation| violation.rule().id())
        .collect();
    assert_eq!(rules, ["A07"]);
}

/// A misspelt rule would not be noticed if the configuration ignored warnings.
#[test]
fn warnings_do_not_deny_and_can_be_read() {
    let config = config(json!({ "origins": ["https://app.example.com"], "max_age": 7201 }));
    let validation = config.validate();
    let warnings: Vec<_> = validation.warnings().map(Violation::path).collect();
    assert_eq!(warnings, ["max_age"]);
    assert!(config.build().is_ok());
}

#[test]
fn policy_deserialises_with_every_violation_in_the_error() {
    let policy: Policy =
        serde_json::from_str(r#"{ "origins": ["https://app.example.com"] }"#).expect("a policy");
    assert!(policy.allows(b"https://app.example.com"));

    let text = r#"{ "origins": ["https://app.example.com/"], "colour": 1 }"#;
    let violations = serde_json::from_str::<PolicyConfig>(text)
        .expect("a table")
        .build();
    let violations: Violations = violations.expect_err("an invalid policy");
    assert_eq!(violations.iter().count(), 2);
    let error = serde_json::from_str::<Policy>(text).expect_err("an invalid policy");
    assert!(
        error.to_string().starts_with(&violations.to_string()),
        "{error}"
    );

    let error = serde_json::from_str::<Policy>("[]").expect_err("a list");
    assert!(
        error
            .to_string()
            .contains("expected the keys of a CORS policy"),
        "{error}"
    );
}

#[test]
fn origin_set_deserialises_from_a_list_or_a_text() {
    for text in [
        r#"["https://app.example.com", "https://b.example"]"#,
        r#""https://app.example.com,https://b.example""#,
    ] {
        let set: OriginSet = serde_json::from_str(text).expect("a set");
        assert_eq!(set.len(), 2);
    }
    let error = serde_json::from_str::<OriginSet>(r#"["https://a.example", "*"]"#);
    let error = error.expect_err("a wildcard").to_string();
    assert!(
        error.starts_with("deny: origins[1]: `\"*\"` is not allowed in an `OriginSet`"),
        "{error}"
    );
    for text in ["5", "[5]", "{}"] {
        assert!(serde_json::from_str::<OriginSet>(text).is_err(), "{text}");
    }
}

/// A program can show which configuration it uses.
#[test]
fn configuration_survives_a_round_trip() {
    let value = json!({
        "origins": ["https://app.example.com"],
        "credentials": true,
        "max_age": 600,
        "dangerously_allow": ["any_port"],
    });
    let config = config(value.clone());
    assert_eq!(serde_json::to_value(&config).expect("json"), value);
}
