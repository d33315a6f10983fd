//! The form of each key in a configuration.

use cors_policy::{Key, Value};

use super::unchecked::Unchecked;
use crate::origins::split_list;

/// Converts a value to the form that the attribute has for `key`: a flag for `true`, a list for a text with
/// commas, a number for digits in a text. Returns `None` if the key is as good as absent. A value of
/// another form stays as it is, for validation to report.
pub(super) fn lower(key: &str, value: Unchecked) -> Option<Value> {
    let Ok(key) = key.parse::<Key>() else {
        return Some(value.into_value());
    };
    match (key, value) {
        (_, Unchecked::Null) => None,
        (Key::Credentials | Key::Enforce, value) => lower_flag(value),
        (Key::MaxAge, value) => Some(lower_number(value)),
        (Key::DangerouslyAllow | Key::Protocols, value) => Some(lower_names(value)),
        (_, value) => Some(lower_list(value)),
    }
}

fn lower_flag(value: Unchecked) -> Option<Value> {
    match value {
        Unchecked::Bool(true) => Some(Value::Flag),
        Unchecked::Bool(false) => None,
        Unchecked::Text(text) if text == "true" => Some(Value::Flag),
        Unchecked::Text(text) if text == "false" => None,
        value => Some(value.into_value()),
    }
}

fn lower_number(value: Unchecked) -> Value {
    match value {
        Unchecked::Text(text) if text.trim().parse::<i64>().is_ok() => {
            Unchecked::Number(text.trim().to_owned()).into_value()
        }
        value => value.into_value(),
    }
}

fn lower_list(value: Unchecked) -> Value {
    match value {
        Unchecked::Text(text) => Value::List(
            split_list(&text)
                .map(|part| Value::Text(part.to_owned()))
                .collect(),
        ),
        value => value.into_value(),
    }
}

/// Converts a list of words, which the attribute has without quotes.
fn lower_names(value: Unchecked) -> Value {
    let Value::List(values) = lower_list(value.clone()) else {
        return value.into_value();
    };
    let names = values.into_iter().map(|value| match value {
        Value::Text(name) => Value::Path(name),
        other => other,
    });
    Value::List(names.collect())
}
