//! The cases of every rule through the builder's front end, with the messages of the attribute,
//! whose cases are in `tests/ui`. A rule without a case in either place fails a test here.

mod cases;
mod messages;
mod single_rules;
mod specs;
mod valid_policies;

use std::collections::BTreeMap;
use std::path::Path;

use cors_policy::Rule;

use crate::cases::cases;
use crate::specs::rules_of;

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
