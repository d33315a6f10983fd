//! The form of each key in a configuration.

use cors_policy::{Key, Value};

use crate::origins::split_list;

/// Converts a value to the form that the attribute has for `key`: a flag for `true`, a list for a text with
/// commas, a number for digits in a text. Returns `None` if the key is as good as absent. A value of
/// another form stays as it is, for validation to report.
///
/// `true`, `false` and `null` of a configuration are tokens.
pub(super) fn lower(key: &str, value: Value) -> Option<Value> {
    let Ok(key) = key.parse::<Key>() else {
        return Some(value);
    };
    match (key, value) {
        (_, Value::Tokens(text)) if text == "null" => None,
        (Key::Credentials | Key::Enforce, value) => lower_flag(value),
        (Key::MaxAge, value) => Some(lower_number(value)),
        (Key::DangerouslyAllow | Key::Protocols, value) => Some(lower_names(value)),
        (_, value) => Some(lower_list(value)),
    }
}

fn lower_flag(value: Value) -> Option<Value> {
    match value {
        Value::Tokens(text) | Value::Text(text) if text == "true" => Some(Value::Flag),
        Value::Tokens(text) | Value::Text(text) if text == "false" => None,
        value => Some(value),
    }
}

fn lower_number(value: Value) -> Value {
    match value {
        Value::Text(text) if text.trim().parse::<i64>().is_ok() => number(text.trim()),
        value => value,
    }
}

/// Returns a number as the attribute has it, where a sign or a fraction is not a part of the number.
pub(super) fn number(text: &str) -> Value {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        Value::Number(text.to_owned())
    } else {
        Value::Tokens(text.to_owned())
    }
}

fn lower_list(value: Value) -> Value {
    match value {
        Value::Text(text) => {
            let parts = split_list(&text).map(|part| Value::Text(part.to_owned()));
            Value::List(parts.collect())
        }
        value => value,
    }
}

/// Converts a list of words, which the attribute has without quotes.
fn lower_names(value: Value) -> Value {
    let values = match lower_list(value) {
        Value::List(values) => values,
        other => return other,
    };
    let names = values.into_iter().map(|value| match value {
        Value::Text(name) => Value::Path(name),
        other => other,
    });
    Value::List(names.collect())
}
