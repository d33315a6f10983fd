//! What the judge answers to what is written: the rule, the place, and the words that depend on both.

mod forms;
mod meanings;

use super::super::catalogue::Rule;
use super::super::draft::{Draft, Place, Value};
use super::super::violation::Violation;
use super::judge;

const APP: &str = "https://app.example.com";

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

fn origins(texts: &[&str]) -> Draft {
    Draft::new(Place::Named).with("origins", list(texts))
}

/// A draft that is right but for its first entry.
fn beside_app(key: &str, value: Value) -> Draft {
    let draft = Draft::new(Place::Named).with(key, value);
    match key {
        "origins" => draft,
        _ => draft.with("origins", list(&[APP])),
    }
}

fn rules(draft: &Draft) -> Vec<Rule> {
    let violations = judge(draft).violations;
    violations.iter().map(Violation::rule).collect()
}
