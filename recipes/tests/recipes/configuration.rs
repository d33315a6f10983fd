//! Policies from TOML, YAML, JSON, figment and the command line: valid ones, and what each shows for a
//! wrong one.
#![allow(
    clippy::result_large_err,
    reason = "the closures of `Jail` return the error of figment"
)]

use clap::Parser;
use cors::{OriginSet, OriginSource, Policy, PolicyConfig};
use figment::providers::{Env, Format, Json, Toml};
use figment::{Figment, Jail};
use serde::Deserialize;

const TOML: &str = r#"
port = 3000

[cors]
origins = ["https://app.example.com"]
credentials = true
headers = ["content-type"]
max_age = 600
"#;

const YAML: &str = r#"
port: 3000
cors:
  origins:
    - https://app.example.com
  credentials: true
  headers: [content-type]
  max_age: 600
  enforce: no_such_value
"#;

#[derive(Debug, Deserialize)]
struct Settings {
    cors: Policy,
}

/// The settings of a program that builds the policy itself.
#[derive(Debug, Deserialize)]
struct LenientSettings {
    cors: PolicyConfig,
}

fn expected() -> Policy {
    Policy::builder()
        .origins(["https://app.example.com"])
        .credentials()
        .headers(["content-type"])
        .max_age(600)
        .build()
        .expect("a valid policy")
}

const SLASH: &str = "deny: origins[0]: origin `https://app.example.com/` ends with a slash [C05]\n  \
                     help: write it as browsers send it: `\"https://app.example.com\"`";

const UNKNOWN: &str = "unknown key `max_ages` [A01]\n  help: write `max_age`";

#[test]
fn toml_names_the_line_of_the_table() {
    let settings: Settings = toml::from_str(TOML).expect("valid settings");
    assert_eq!(settings.cors, expected());

    let wrong = TOML.replace(".com", ".com/").replace("max_age", "max_ages");
    let error = toml::from_str::<Settings>(&wrong).expect_err("two mistakes");
    let error = error.to_string();
    for part in ["line 4", "[cors]", SLASH, UNKNOWN] {
        assert!(error.contains(part), "{error}");
    }

    let settings: LenientSettings = toml::from_str(&wrong).expect("any values");
    let violations = settings.cors.build().expect_err("two mistakes");
    let text = violations.within("cors").to_string();
    for path in ["cors.origins[0]", "cors.max_ages"] {
        assert!(text.contains(&format!("deny: {path}: ")), "{text}");
    }
}

#[test]
fn yaml_names_the_line_of_the_table() {
    let valid = YAML.replace("no_such_value", "false");
    let settings: Settings = serde_saphyr::from_str(&valid).expect("valid settings");
    assert_eq!(settings.cors, expected());

    let error = serde_saphyr::from_str::<Settings>(YAML).expect_err("a mistake");
    let error = error.to_string();
    let sentence = "`enforce` takes `true` or `false`, not `\"no_such_value\"` [J01]";
    assert!(error.contains(sentence), "{error}");
    assert!(error.contains("line "), "{error}");
}

#[test]
fn serde_path_to_error_names_the_table() {
    let json = r#"{ "servers": [{ "cors": { "origins": ["https://app.example.com/"] } }] }"#;
    #[derive(Debug, Deserialize)]
    struct Program {
        #[expect(dead_code, reason = "the test is about the error")]
        servers: Vec<Settings>,
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let error = serde_path_to_error::deserialize::<_, Program>(&mut deserializer);
    let error = error.expect_err("a mistake").to_string();
    assert!(
        error.starts_with(&format!("servers[0].cors: {SLASH}")),
        "{error}"
    );
}

#[test]
fn figment_merges_files_and_the_environment() {
    Jail::expect_with(|jail| {
        jail.create_file("app.toml", TOML)?;
        // A provider reads its source when it is merged.
        let figment = || {
            Figment::new()
                .merge(Toml::file("app.toml"))
                .merge(Json::string(r#"{ "cors": { "max_age": 60 } }"#))
                .merge(Env::prefixed("APP_").split("__"))
        };
        let settings: Settings = figment().extract()?;
        assert_eq!(settings.cors.max_age(), "60");

        // Each of these is a text or a number for figment.
        jail.set_env("APP_CORS__ORIGINS", "https://a.example,https://b.example");
        jail.set_env("APP_CORS__CREDENTIALS", "false");
        jail.set_env("APP_CORS__METHODS", "[PUT, DELETE]");
        jail.set_env("APP_CORS__MAX_AGE", "120");
        let settings: Settings = figment().extract()?;
        let policy = Policy::builder()
            .origins(["https://a.example", "https://b.example"])
            .headers(["content-type"])
            .methods(["PUT", "DELETE"])
            .max_age(120)
            .build();
        assert_eq!(Ok(settings.cors), policy);

        jail.set_env("APP_CORS__ORIGINS", "https://app.example.com/");
        jail.set_env("APP_CORS__MAX_AGES", "1");
        let error = figment()
            .extract::<Settings>()
            .expect_err("two mistakes")
            .to_string();
        for part in [
            SLASH,
            UNKNOWN,
            "for key \"CORS\" in `APP_` environment variable(s)",
        ] {
            assert!(error.contains(part), "{error}");
        }
        Ok(())
    });
}

#[test]
fn policy_from_the_environment_names_variables() {
    Jail::expect_with(|jail| {
        jail.set_env("SHOP_CORS_ORIGINS", "https://app.example.com");
        jail.set_env("SHOP_CORS_CREDENTIALS", "true");
        jail.set_env("SHOP_CORS_HEADERS", "content-type");
        jail.set_env("SHOP_CORS_MAX_AGE", "600");
        assert_eq!(Policy::from_env("SHOP_CORS"), Ok(expected()));

        jail.set_env(
            "SHOP_CORS_ORIGINS",
            "https://app.example.com,https://b.example/",
        );
        jail.set_env("SHOP_CORS_ENFORCED", "true");
        let text = Policy::from_env("SHOP_CORS")
            .expect_err("two mistakes")
            .to_string();
        assert_eq!(
            text,
            "deny: SHOP_CORS_ORIGINS[1]: origin `https://b.example/` ends with a slash [C05]\n  \
             help: write it as browsers send it: `\"https://b.example\"`\n\
             deny: SHOP_CORS_ENFORCED: unknown environment variable `SHOP_CORS_ENFORCED` [J03]\n  \
             help: set `SHOP_CORS_ENFORCE` instead"
        );
        Ok(())
    });
}

#[derive(Debug, Parser)]
struct Arguments {
    /// The sites that may read responses, separated by commas.
    #[arg(long, env = "ORIGINS_OF_THE_CLAP_TEST")]
    origins: OriginSet,
}

#[test]
fn clap_parses_origins_and_shows_every_mistake() {
    let list = "https://app.example.com,https://*.example.org";
    let arguments = Arguments::try_parse_from(["app", "--origins", list]).expect("valid origins");
    assert_eq!(arguments.origins.len(), 2);
    assert!(arguments.origins.allows("https://a.example.org"));

    let list = "https://app.example.com/ *";
    let error = Arguments::try_parse_from(["app", "--origins", list]).expect_err("two mistakes");
    let error = error.to_string();
    for part in [
        "--origins <ORIGINS>",
        SLASH,
        "deny: origins[1]: `\"*\"` is not allowed",
    ] {
        assert!(error.contains(part), "{error}");
    }

    Jail::expect_with(|jail| {
        jail.set_env("ORIGINS_OF_THE_CLAP_TEST", "https://b.example");
        let arguments = Arguments::try_parse_from(["app"]).expect("a valid origin");
        assert!(arguments.origins.allows("https://b.example"));
        Ok(())
    });
}

/// A set of origins is a value in a file, too.
#[test]
fn origin_set_is_a_field() {
    #[derive(Debug, Deserialize)]
    struct Settings {
        allowed: OriginSet,
    }
    let settings: Settings = toml::from_str(r#"allowed = ["https://a.example"]"#).expect("valid");
    assert!(settings.allowed.allows("https://a.example"));
    let error = toml::from_str::<Settings>(r#"allowed = "https://a.example/""#);
    let error = error.expect_err("a mistake").to_string();
    assert!(
        error.contains("line 1") && error.contains("[C05]"),
        "{error}"
    );
}
