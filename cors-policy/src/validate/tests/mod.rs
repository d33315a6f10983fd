//! Tests of validation: the rule, the location and the suggestion of each violation.

mod framework_attributes;
mod semantics;
mod shared_origins;
mod syntax;

use super::validate;
use crate::rules::Rule;
use crate::spec::{Context, PolicySpec, Value};
use crate::violation::Violation;

const APP: &str = "https://app.example.com";

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Returns a value without quotes: a path, or any other tokens.
fn word(text: &str) -> Value {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !matches!(name, "true" | "false")
    };
    if text.split("::").all(is_name) {
        Value::Path(text.to_owned())
    } else {
        Value::Tokens(text.to_owned())
    }
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().copied().map(text).collect())
}

fn words(texts: &[&str]) -> Value {
    Value::List(texts.iter().copied().map(word).collect())
}

fn origins(texts: &[&str]) -> PolicySpec {
    PolicySpec::new(Context::Policy).with("origins", list(texts))
}

/// Returns a spec that is valid except for its first entry.
fn spec_with(key: &str, value: Value) -> PolicySpec {
    let spec = PolicySpec::new(Context::Policy).with(key, value);
    match key {
        "origins" => spec,
        _ => spec.with("origins", list(&[APP])),
    }
}

fn rules(spec: &PolicySpec) -> Vec<Rule> {
    let violations = validate(spec).violations;
    violations.iter().map(Violation::rule).collect()
}
