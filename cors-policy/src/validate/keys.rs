//! A01–A08, A20–A30 and H02: the keys, and the form of each value.

use super::args::{Args, StringList};
use crate::allowance::DangerouslyAllow;
use crate::key::Key;
use crate::location::Location;
use crate::names::nearest;
use crate::origin;
use crate::rules::Rule;
use crate::spec::{Context, Entry, PolicySpec, Value};
use crate::text::{pieces, quoted};
use crate::violation::Violation;

/// Parses the entries by key, and reports unknown and repeated keys, and values of the wrong form.
pub(super) fn validate<'s>(spec: &'s PolicySpec, violations: &mut Vec<Violation>) -> Args<'s> {
    let mut args = Args {
        context: Some(spec.context),
        // The policy that uses the set may allow credentials, so the stricter rules apply.
        credentials: spec.context == Context::OriginSet,
        ..Args::default()
    };
    let mut meant_origins = false;
    for (index, entry) in spec.entries.iter().enumerate() {
        match entry.key.parse::<Key>() {
            // It is unknown which of the two values is meant.
            Ok(key) if args.keys.contains(&key) => {
                violations.push(Violation::new(
                    Rule::KeyTwice,
                    Location::Key(index),
                    &entry.key,
                ));
            }
            Ok(key) => {
                args.keys.push(key);
                parse_entry(&mut args, spec.context, key, index, entry, violations);
            }
            Err(_) => {
                let violation = unknown_key(index, entry);
                meant_origins |= violation.suggestion().contains("origins");
                violations.push(violation);
            }
        }
    }
    check_policy_is_exclusive(spec, &args, violations);
    check_origins_specified(spec, &args, meant_origins, violations);
    args
}

fn parse_entry<'s>(
    args: &mut Args<'s>,
    context: Context,
    key: Key,
    index: usize,
    entry: &'s Entry,
    violations: &mut Vec<Violation>,
) {
    match key {
        Key::Origins => args.origins = parse_list(key, index, entry, violations),
        Key::DevOrigins => args.dev_origins = parse_list(key, index, entry, violations),
        Key::Headers => args.headers = parse_list(key, index, entry, violations),
        Key::Expose => args.expose = parse_list(key, index, entry, violations),
        // The route determines the methods; a list could only contradict it.
        Key::Methods if context.is_routed() => violations.push(Violation::new(
            Rule::MethodsBehindRoute,
            Location::Key(index),
            &entry.key,
        )),
        Key::Methods => args.methods = parse_list(key, index, entry, violations),
        Key::Credentials => args.credentials = parse_credentials(index, &entry.value, violations),
        Key::MaxAge => args.max_age = parse_max_age(index, entry, violations),
        Key::DangerouslyAllow => args.allowances = parse_allowances(index, entry, violations),
        Key::Hosts => args.hosts = parse_list(key, index, entry, violations),
        Key::Enforce => args.enforce = Some(parse_enforce(index, &entry.value, violations)),
        Key::Policy if context == Context::Policy => violations.push(
            Violation::new(Rule::UnknownKey, Location::Key(index), &entry.key)
                .with_suggestion("the keys of that policy"),
        ),
        Key::OriginsFrom | Key::Policy | Key::Crate => check_path(key, index, entry, violations),
    }
}

/// Reports an unknown key, with the key that was probably meant.
fn unknown_key(index: usize, entry: &Entry) -> Violation {
    let key = entry.key.as_str();
    let location = Location::Key(index);
    if key.contains("private_network") || key.contains("local_network") {
        return Violation::new(Rule::PrivateNetwork, location, key);
    }
    if key.contains("vary") {
        return Violation::new(Rule::VaryKey, location, key);
    }
    if key.contains("status") {
        return Violation::new(Rule::StatusKey, location, key);
    }
    if !is_word(key) {
        return Violation::new(Rule::NotUnderstood, location, key);
    }
    let bare = key
        .strip_prefix("allow_")
        .or_else(|| key.strip_prefix("allowed_"))
        .unwrap_or(key);
    let keys = Key::ALL.map(Key::as_str);
    let near = match bare {
        "expose_headers" | "exposed_headers" => Some("expose"),
        "origin_list" | "sites" | "domains" => Some("origins"),
        _ => nearest(bare, &keys),
    };
    let suggestion = match near {
        Some(near) => format!("`{near}`"),
        None => one_of(&keys),
    };
    Violation::new(Rule::UnknownKey, location, key).with_suggestion(suggestion)
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '#'))
}

fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("one of {}", words.join(", "))
}

/// Returns an example of an entry in the list of `key`.
const fn example(key: Key) -> &'static str {
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
const fn location_of(index: usize, value: &Value) -> Location {
    match value {
        Value::Flag => Location::Key(index),
        _ => Location::Value(index),
    }
}

/// Parses a list of string literals. Expressions are rejected: only literals can be validated.
fn parse_list<'s>(
    key: Key,
    index: usize,
    entry: &'s Entry,
    violations: &mut Vec<Violation>,
) -> StringList<'s> {
    let Value::List(values) = &entry.value else {
        let suggestion = match &entry.value {
            Value::Text(text) => suggest_list(key, text),
            _ => format!("[{}]", example(key)),
        };
        let location = location_of(index, &entry.value);
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
            violations.push(
                Violation::new(Rule::NotAString, location, value.to_source())
                    .with_suggestion(example(key)),
            );
            // The list is not empty, but its contents are unknown.
            list.location = None;
        }
    }
    list
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

/// Parses `credentials`, a flag because the header has one valid value.
/// <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
fn parse_credentials(index: usize, value: &Value, violations: &mut Vec<Violation>) -> bool {
    let location = Location::Value(index);
    match value {
        Value::Flag => true,
        // These words mean no credentials, so the help must not suggest `credentials`.
        Value::Tokens(text) | Value::Path(text) | Value::Text(text) | Value::Number(text)
            if matches!(
                text.as_str(),
                "false"
                    | "0"
                    | ""
                    | "no"
                    | "none"
                    | "None"
                    | "off"
                    | "never"
                    | "omit"
                    | "same-origin"
            ) =>
        {
            violations.push(Violation::new(
                Rule::CredentialsFalse,
                location,
                value.to_source(),
            ));
            false
        }
        _ => {
            violations.push(Violation::new(
                Rule::CredentialsValue,
                location,
                value.to_source(),
            ));
            true
        }
    }
}

fn parse_max_age<'d>(
    index: usize,
    entry: &'d Entry,
    violations: &mut Vec<Violation>,
) -> Option<(Location, &'d Value)> {
    if entry.value == Value::Flag {
        violations.push(
            Violation::new(Rule::ValueMissing, Location::Key(index), &entry.key)
                .with_suggestion("600"),
        );
        return None;
    }
    Some((Location::Value(index), &entry.value))
}

fn parse_allowances(
    index: usize,
    entry: &Entry,
    violations: &mut Vec<Violation>,
) -> Vec<(Location, DangerouslyAllow)> {
    let Value::List(values) = &entry.value else {
        let meant = nearest_allowance(&entry.value).unwrap_or("…");
        violations.push(
            Violation::new(Rule::NotAList, location_of(index, &entry.value), &entry.key)
                .with_suggestion(format!("[{meant}]")),
        );
        return Vec::new();
    };
    if values.is_empty() {
        violations.push(Violation::new(
            Rule::AllowancesEmpty,
            Location::Value(index),
            &entry.key,
        ));
    }
    let mut allowances = Vec::new();
    for (element, value) in values.iter().enumerate() {
        let location = Location::Element(index, element);
        let source = value.to_source();
        if let Ok(allowance) = source.parse() {
            allowances.push((location, allowance));
            continue;
        }
        let (rule, suggestion) = match (value, nearest_allowance(value)) {
            (Value::Text(_), Some(near)) => (Rule::AllowanceForm, near.to_owned()),
            (_, Some(near)) => (Rule::UnknownAllowance, format!("`{near}`")),
            (_, None) => (
                Rule::UnknownAllowance,
                one_of(&DangerouslyAllow::ALL.map(DangerouslyAllow::as_str)),
            ),
        };
        violations.push(Violation::new(rule, location, source).with_suggestion(suggestion));
    }
    allowances
}

/// Returns the option of `dangerously_allow` that was probably meant, with or without quotes.
fn nearest_allowance(value: &Value) -> Option<&'static str> {
    match value {
        Value::Text(word) | Value::Path(word) | Value::Tokens(word) => {
            nearest(word, &DangerouslyAllow::ALL.map(DangerouslyAllow::as_str))
        }
        _ => None,
    }
}

/// Parses `enforce`, a flag, and returns its location, also if it is denied because it has a value.
fn parse_enforce(index: usize, value: &Value, violations: &mut Vec<Violation>) -> Location {
    if *value != Value::Flag {
        violations.push(Violation::new(
            Rule::EnforceValue,
            Location::Value(index),
            value.to_source(),
        ));
    }
    Location::Key(index)
}

fn check_path(key: Key, index: usize, entry: &Entry, violations: &mut Vec<Violation>) {
    if matches!(entry.value, Value::Path(_)) {
        return;
    }
    let suggestion = match key {
        Key::Crate => "my_crate::cors",
        Key::OriginsFrom => "TENANTS",
        _ => "API",
    };
    let location = location_of(index, &entry.value);
    violations
        .push(Violation::new(Rule::NotAPath, location, key.as_str()).with_suggestion(suggestion));
}

/// H02: a named policy is complete and is validated where it is written.
fn check_policy_is_exclusive(spec: &PolicySpec, args: &Args<'_>, violations: &mut Vec<Violation>) {
    if !args.uses_named_policy() || spec.context == Context::Policy {
        return;
    }
    for (index, entry) in spec.entries.iter().enumerate() {
        match entry.key.parse() {
            Ok(Key::Policy | Key::Crate) | Err(_) => {}
            Ok(key) => violations.push(Violation::new(
                Rule::KeyBesidePolicy,
                Location::Key(index),
                key.as_str(),
            )),
        }
    }
}

/// A07, A08: origins must be specified, because any default would be too strict or too open for some
/// handlers.
fn check_origins_specified(
    spec: &PolicySpec,
    args: &Args<'_>,
    meant_origins: bool,
    violations: &mut Vec<Violation>,
) {
    let origin_keys = [Key::Origins, Key::DevOrigins, Key::OriginsFrom, Key::Policy];
    if meant_origins || origin_keys.iter().any(|key| args.keys.contains(key)) {
        return;
    }
    let is_empty = spec
        .entries
        .iter()
        .all(|entry| entry.key == Key::Crate.as_str());
    let rule = if is_empty {
        Rule::SaysNothing
    } else {
        Rule::OriginsMissing
    };
    violations.push(Violation::new(rule, Location::Policy, ""));
}
