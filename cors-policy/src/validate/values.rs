//! The form of each value: lists of string literals, flags, numbers and options.

use std::str::FromStr;

use super::args::StringList;
use super::unknown_key::{is_word, is_word_char, one_of};
use crate::allowance::DangerouslyAllow;
use crate::key::Key;
use crate::location::Location;
use crate::names::nearest;
use crate::origin;
use crate::protocol::Protocol;
use crate::rules::Rule;
use crate::spec::{Context, Entry, Value};
use crate::text::{pieces, quoted};
use crate::violation::Violation;

/// Returns an example of an entry in the list of `key`.
pub(super) const fn example(key: Key) -> &'static str {
    match key {
        Key::Headers => "\"content-type\"",
        Key::Expose => "\"etag\"",
        Key::Methods => "\"PUT\"",
        Key::Hosts => "\"api.example.com\"",
        Key::DevOrigins => "\"http://localhost:3000\"",
        _ => "\"https://app.example.com\"",
    }
}

/// Returns the location of a value of the wrong form, or of the key if it has no value.
pub(super) const fn location_of(index: usize, value: &Value) -> Location {
    match value {
        Value::Flag => Location::Key(index),
        _ => Location::Value(index),
    }
}

/// Parses a list of string literals. Expressions are rejected: only literals can be validated.
pub(super) fn parse_list<'s>(
    context: Context,
    key: Key,
    has_credentials: bool,
    index: usize,
    entry: &'s Entry,
    violations: &mut Vec<Violation>,
) -> StringList<'s> {
    let Value::List(values) = &entry.value else {
        let location = location_of(index, &entry.value);
        // Another key takes its place.
        if let Some(rule) = rule_of_expression(key, &entry.value) {
            let suggestion = format!("[{}]", example(key));
            let violation = Violation::new(rule, location, entry.value.to_source());
            violations.push(violation.with_suggestion(suggestion));
            return StringList::default();
        }
        let suggestion = match &entry.value {
            Value::Text(text) => suggest_list(key, text),
            // The name of other libraries for all values.
            Value::Path(text) | Value::Tokens(text) if is_any(text) && !has_credentials => {
                "[\"*\"]".to_owned()
            }
            _ => format!("[{}]", example(key)),
        };
        violations.push(
            Violation::new(Rule::NotAList, location, key.as_str()).with_suggestion(suggestion),
        );
        return StringList::default();
    };
    let mut list = StringList {
        location: Some(Location::Value(index)),
        texts: Vec::new(),
    };
    for (element, value) in values.iter().enumerate() {
        let location = Location::Element(index, element);
        if let Value::Text(text) = value {
            list.texts.push((location, text));
        } else {
            let not_text = match context {
                Context::Configuration => Rule::NotText,
                _ => Rule::NotAString,
            };
            let rule = rule_of_expression(key, value).unwrap_or(not_text);
            violations.push(
                Violation::new(rule, location, value.to_source()).with_suggestion(example(key)),
            );
            // The list is not empty, but its contents are unknown.
            list.location = None;
        }
    }
    list
}

/// Returns whether an expression is the name of another library for all values: `Any`,
/// `AllowOrigin::any()`.
fn is_any(text: &str) -> bool {
    let last = text.trim_end_matches("()").rsplit("::").next();
    matches!(last, Some("Any" | "any" | "All" | "all" | "ANY" | "ALL"))
}

/// Returns the rule for an expression in a list of origins that another key replaces: an environment
/// variable or a constant.
fn rule_of_expression(key: Key, value: &Value) -> Option<Rule> {
    let source = value.to_source();
    let is_expression = matches!(value, Value::Path(_) | Value::Tokens(_)) && !is_any(&source);
    if !is_expression || !matches!(key, Key::Origins | Key::DevOrigins) {
        None
    } else if is_environment(&source) {
        Some(Rule::OriginFromEnvironment)
    } else if is_constant(&source) {
        Some(Rule::OriginFromConstant)
    } else {
        None
    }
}

/// Returns whether an expression reads the environment.
fn is_environment(source: &str) -> bool {
    let mut words = source.split(|c: char| !is_word_char(c));
    words.any(|word| matches!(word, "env" | "option_env" | "dotenv" | "var"))
}

/// Returns whether an expression is the path of a constant.
fn is_constant(source: &str) -> bool {
    let last = source.rsplit("::").next().unwrap_or_default();
    is_word(last) && last.contains(char::is_uppercase) && !last.contains(char::is_lowercase)
}

/// Returns the list that a single text such as `"https://a, https://b"` was probably meant to be.
fn suggest_list(key: Key, text: &str) -> String {
    let is_origins = matches!(key, Key::Origins | Key::DevOrigins);
    let texts: Vec<String> = pieces(text, &[',', ';', ' ', '\t', '\n', '|'])
        .map(|piece| match origin::parse(piece) {
            // C68 would deny the suggestion.
            _ if key == Key::DevOrigins && piece == "*" => String::new(),
            Err(error) if is_origins && piece != "*" => error.suggestion,
            _ => piece.to_owned(),
        })
        // `null`, reflection and `*` in `dev_origins` have no replacement.
        .filter(|suggestion| !suggestion.is_empty())
        .collect();
    if texts.is_empty() {
        format!("[{}]", example(key))
    } else {
        format!("[{}]", quoted(&texts))
    }
}

/// Parses a flag, and returns whether it was meant to be set. `credentials` is a flag because the header has
/// one valid value. <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
pub(super) fn parse_flag(
    context: Context,
    key: Key,
    index: usize,
    value: &Value,
    violations: &mut Vec<Violation>,
) -> bool {
    if *value == Value::Flag {
        return true;
    }
    let location = Location::Value(index);
    // J01: a file and the environment have no flags, and `false` is not an entry.
    if context == Context::Configuration {
        let is_no = means_no(value) || matches!(value, Value::Text(text) if text == "False");
        violations.push(
            Violation::new(Rule::FlagValue, location, key.as_str())
                .with_other(value.to_source())
                .with_suggestion(if is_no { "false" } else { "true" }),
        );
        return false;
    }
    let is_set = key == Key::Enforce || !means_no(value);
    let rule = match key {
        Key::Enforce => Rule::EnforceValue,
        _ if is_set => Rule::CredentialsValue,
        // The help must not suggest `credentials`.
        _ => Rule::CredentialsFalse,
    };
    violations.push(Violation::new(rule, location, value.to_source()));
    is_set
}

/// Returns whether a value is a word for no credentials.
fn means_no(value: &Value) -> bool {
    let (Value::Tokens(text) | Value::Path(text) | Value::Text(text) | Value::Number(text)) = value
    else {
        return false;
    };
    matches!(
        text.as_str(),
        "false" | "0" | "" | "no" | "none" | "None" | "off" | "never" | "omit" | "same-origin"
    )
}

/// A list of words without quotes, and the rules about it.
struct WordList<'w> {
    words: &'w [&'static str],
    empty: Rule,
    unknown: Rule,
}

pub(super) fn parse_allowances(
    index: usize,
    entry: &Entry,
    violations: &mut Vec<Violation>,
) -> Vec<(Location, DangerouslyAllow)> {
    let list = WordList {
        words: &DangerouslyAllow::ALL.map(DangerouslyAllow::as_str),
        empty: Rule::AllowancesEmpty,
        unknown: Rule::UnknownAllowance,
    };
    list.parse(index, entry, violations)
}

pub(super) fn parse_protocols(
    index: usize,
    entry: &Entry,
    violations: &mut Vec<Violation>,
) -> Vec<Protocol> {
    let list = WordList {
        words: &Protocol::ALL.map(Protocol::as_str),
        empty: Rule::ProtocolsEmpty,
        unknown: Rule::UnknownProtocol,
    };
    let mut protocols: Vec<Protocol> = Vec::new();
    for (location, protocol) in list.parse::<Protocol>(index, entry, violations) {
        if protocols.contains(&protocol) {
            violations.push(Violation::new(
                Rule::ProtocolTwice,
                location,
                protocol.as_str(),
            ));
        } else {
            protocols.push(protocol);
        }
    }
    protocols
}

impl WordList<'_> {
    /// Parses the words of a list, each with its location.
    fn parse<T: FromStr>(
        &self,
        index: usize,
        entry: &Entry,
        violations: &mut Vec<Violation>,
    ) -> Vec<(Location, T)> {
        let Value::List(values) = &entry.value else {
            let meant = self.nearest(&entry.value).unwrap_or("…");
            violations.push(
                Violation::new(Rule::NotAList, location_of(index, &entry.value), &entry.key)
                    .with_suggestion(format!("[{meant}]")),
            );
            return Vec::new();
        };
        if values.is_empty() {
            let location = Location::Value(index);
            violations.push(Violation::new(self.empty, location, &entry.key));
        }
        let mut found = Vec::new();
        for (element, value) in values.iter().enumerate() {
            let location = Location::Element(index, element);
            let source = value.to_source();
            if let Ok(word) = source.parse() {
                found.push((location, word));
                continue;
            }
            let (rule, suggestion) = match (value, self.nearest(value)) {
                (Value::Text(_), Some(near)) => (Rule::AllowanceForm, near.to_owned()),
                (_, Some(near)) => (self.unknown, format!("`{near}`")),
                (_, None) => (self.unknown, one_of(self.words)),
            };
            violations.push(Violation::new(rule, location, source).with_suggestion(suggestion));
        }
        found
    }

    /// Returns the word that was probably meant, with or without quotes.
    fn nearest(&self, value: &Value) -> Option<&'static str> {
        match value {
            Value::Text(word) | Value::Path(word) | Value::Tokens(word) => {
                // `grpc-web` is the usual spelling of `grpc_web`.
                let is_separator = |c: char| !c.is_alphanumeric();
                let parts = word.split(is_separator).filter(|part| !part.is_empty());
                let word = parts.collect::<Vec<_>>().join("_");
                nearest(&word, self.words)
            }
            _ => None,
        }
    }
}
