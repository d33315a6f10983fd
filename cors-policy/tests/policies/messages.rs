//! The sentences of violations, and the order in which violations are reported.

use std::path::Path;

use cors_policy::{Context, Location, PolicySpec, Rule, Value, validate};

use crate::cases::cases;
use crate::specs::{list, origin, rules_of, spec, with_arguments, word, words};

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
