//! Short notations for specifications of policies.

use cors_policy::{
    AnnotatedItem, Context, HandlerInfo, NotationMistake, PolicySpec, Rule, Separator, Value,
    Violation, validate,
};

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const HOST: &str = "api.example.com";

/// Returns a spec with `entries` in the notation of the attribute: `a`, `a = word`, `a = [..]`.
pub(crate) fn spec(entries: &[(&str, Value)]) -> PolicySpec {
    entries
        .iter()
        .fold(PolicySpec::new(Context::Policy), |spec, (key, value)| {
            spec.with(key, value.clone())
        })
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn word(text: &str) -> Value {
    Value::Tokens(text.to_owned())
}

pub(crate) fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().copied().map(text).collect())
}

pub(crate) fn words(texts: &[&str]) -> Value {
    Value::List(texts.iter().copied().map(word).collect())
}

/// Returns a spec that is valid except for one origin.
pub(crate) fn origin(text: &str) -> PolicySpec {
    spec(&[("origins", list(&[text]))])
}

/// Returns a spec that is valid except for one additional entry.
pub(crate) fn app_with(key: &str, value: Value) -> PolicySpec {
    spec(&[("origins", list(&[APP])), (key, value)])
}

pub(crate) fn with_credentials(origin: &str) -> PolicySpec {
    spec(&[("origins", list(&[origin])), ("credentials", Value::Flag)])
}

/// Returns a spec that is valid except for its notation.
pub(crate) fn with_notation(expected: Separator) -> PolicySpec {
    let mut spec = origin(APP);
    spec.notation.push(NotationMistake {
        expected,
        found: ";".to_owned(),
        entry: 0,
        repaired: format!("origins = [\"{APP}\"]"),
    });
    spec
}

/// Returns a spec that is valid except for the annotated item.
pub(crate) fn on(context: Context, item: AnnotatedItem) -> PolicySpec {
    PolicySpec {
        context,
        item: Some(item),
        ..spec(&[("origins", list(&[APP]))])
    }
}

/// Returns the type names of one argument of a handler.
pub(crate) fn names(names: &[&str]) -> Vec<Vec<String>> {
    vec![names.iter().map(|&name| name.to_owned()).collect()]
}

/// Returns a spec that is valid except for a handler with these arguments.
pub(crate) fn with_arguments(arguments: &[&str]) -> PolicySpec {
    on(Context::Axum, function(|f| f.arguments = names(arguments)))
}

pub(crate) fn function(change: impl FnOnce(&mut HandlerInfo)) -> AnnotatedItem {
    let mut function = HandlerInfo {
        name: "show_user".to_owned(),
        is_async: true,
        arguments: names(&["Request"]),
        ..HandlerInfo::default()
    };
    change(&mut function);
    AnnotatedItem::Function(function)
}

pub(crate) fn rules_of(spec: &PolicySpec) -> Vec<Rule> {
    validate(spec)
        .violations
        .iter()
        .map(Violation::rule)
        .collect()
}
