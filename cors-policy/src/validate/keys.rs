//! A01–A08, A20–A33, A38–A40, A42, A43 and H02: the keys, and the form of each value.

use super::args::{Args, StringList};
use crate::allowance::DangerouslyAllow;
use crate::key::Key;
use crate::location::Location;
use crate::names::nearest;
use crate::origin;
use crate::rules::Rule;
use crate::spec::{Context, Entry, PolicySpec, Separator, Value};
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
    let mut names_key = true;
    report_notation(spec, violations);
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
                parse_entry(&mut args, spec, key, index, violations);
            }
            Err(_) => {
                let meant = meant_key(spec.context, entry);
                names_key &= meant.is_some();
                args.meant.extend(meant);
                violations.push(unknown_key(spec.context, index, entry, meant));
            }
        }
    }
    check_policy_is_exclusive(spec, &args, violations);
    // An unknown key may be the one for the origins.
    if names_key {
        check_origins_specified(spec, &args, violations);
    }
    args
}

/// A39, A40: what is written between keys and values.
fn report_notation(spec: &PolicySpec, violations: &mut Vec<Violation>) {
    for (index, mistake) in spec.notation.iter().enumerate() {
        let rule = match mistake.expected {
            Separator::Comma => Rule::ExpectedComma,
            Separator::Equals => Rule::ExpectedEquals,
        };
        let location = Location::Notation(mistake.entry, index);
        violations.push(
            Violation::new(rule, location, &mistake.found).with_suggestion(&mistake.repaired),
        );
    }
}

fn parse_entry<'s>(
    args: &mut Args<'s>,
    spec: &'s PolicySpec,
    key: Key,
    index: usize,
    violations: &mut Vec<Violation>,
) {
    let (context, entry) = (spec.context, &spec.entries[index]);
    let list = |violations: &mut _| {
        let has_credentials = spec.entries.iter().any(|entry| entry.key == "credentials");
        parse_list(key, has_credentials, index, entry, violations)
    };
    match key {
        Key::Origins => args.origins = list(violations),
        Key::DevOrigins => args.dev_origins = list(violations),
        Key::Headers => args.headers = list(violations),
        Key::Expose => args.expose = list(violations),
        // The route determines the methods; a list could only contradict it.
        Key::Methods if context.is_routed() => violations.push(Violation::new(
            Rule::MethodsBehindRoute,
            Location::Key(index),
            &entry.key,
        )),
        Key::Methods => args.methods = list(violations),
        Key::Credentials => args.credentials = parse_credentials(index, &entry.value, violations),
        Key::MaxAge => args.max_age = parse_max_age(index, entry, violations),
        Key::DangerouslyAllow => args.allowances = parse_allowances(index, entry, violations),
        Key::Hosts => args.hosts = list(violations),
        Key::Enforce => args.enforce = Some(parse_enforce(index, &entry.value, violations)),
        Key::Policy if context == Context::Policy => violations.push(
            Violation::new(Rule::UnknownKey, Location::Key(index), &entry.key)
                .with_suggestion("the keys of that policy"),
        ),
        Key::OriginsFrom | Key::Policy | Key::Crate => check_path(key, index, entry, violations),
    }
}

/// Reports an unknown key, with the key that was probably meant.
fn unknown_key(context: Context, index: usize, entry: &Entry, meant: Option<Key>) -> Violation {
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
    let suggestion = match meant {
        // The key that was meant does not exist here.
        Some(Key::Methods) if context.is_routed() => {
            return Violation::new(Rule::MethodsBehindRoute, location, key);
        }
        Some(Key::Policy) if is_policy_path(entry) => format!("`policy = {key}`"),
        Some(meant) => format!("`{}`", meant.as_str()),
        None if is_word(&snake_case(key)) => one_of(&keys_of(context)),
        None => return Violation::new(Rule::NotUnderstood, location, key),
    };
    Violation::new(Rule::UnknownKey, location, key).with_suggestion(suggestion)
}

/// The keys that can be written in a context.
fn keys_of(context: Context) -> Vec<&'static str> {
    let keys = Key::ALL.into_iter().filter(|key| match key {
        Key::Methods => !context.is_routed(),
        Key::Policy => context != Context::Policy,
        _ => true,
    });
    keys.map(Key::as_str).collect()
}

/// The words of other libraries, of browsers and of people for a key.
const SYNONYMS: [(Key, &[&str]); 9] = [
    (
        Key::Origins,
        &[
            "any",
            "any_origin",
            "allowlist",
            "domain",
            "domains",
            "mirror_request",
            "origin_list",
            "permissive",
            "send_wildcard",
            "site",
            "sites",
            "url",
            "urls",
            "very_permissive",
            "whitelist",
        ],
    ),
    (
        Key::DevOrigins,
        &[
            "debug_origins",
            "development_origins",
            "local_origins",
            "localhost",
        ],
    ),
    (
        Key::OriginsFrom,
        &[
            "dynamic_origins",
            "origin_fn",
            "origin_predicate",
            "origins_env",
            "origins_fn",
        ],
    ),
    (
        Key::Credentials,
        &[
            "auth",
            "cookie",
            "cookies",
            "send_cookies",
            "supports_credentials",
            "with_credentials",
        ],
    ),
    (Key::Headers, &["request_headers"]),
    (
        Key::Expose,
        &["expose_headers", "exposed_headers", "response_headers"],
    ),
    (
        Key::MaxAge,
        &[
            "cache",
            "cache_for",
            "max_age_in_seconds",
            "max_age_seconds",
            "max_age_secs",
            "preflight_cache",
            "preflight_max_age",
            "ttl",
        ],
    ),
    (Key::Methods, &["method", "request_methods", "verbs"]),
    (
        Key::Enforce,
        &["block_on_origin_mismatch", "csrf", "reject", "strict"],
    ),
];

/// Returns the key that an unknown key was probably meant to be.
fn meant_key(context: Context, entry: &Entry) -> Option<Key> {
    if context != Context::Policy && is_policy_path(entry) {
        return Some(Key::Policy);
    }
    let written = snake_case(&entry.key);
    if !is_word(&written) {
        return None;
    }
    let written = ["access_control_", "cors_", "allow_", "allowed_"]
        .iter()
        .fold(&*written, |word, prefix| {
            word.strip_prefix(prefix).unwrap_or(word)
        });
    if let Ok(key) = written.parse() {
        return Some(key);
    }
    let is_synonym = |(_, words): &&(Key, &[&str])| words.contains(&written);
    if let Some((key, _)) = SYNONYMS.iter().find(is_synonym) {
        return Some(*key);
    }
    let keys = keys_of(context);
    // A key that is being typed, or one that is misspelt.
    let begun = keys
        .iter()
        .find(|key| written.len() >= 3 && key.starts_with(written));
    begun
        .copied()
        .or_else(|| nearest(written, &keys))?
        .parse()
        .ok()
}

/// Returns whether an entry is only the path of a static, as in `#[cors(API)]`.
fn is_policy_path(entry: &Entry) -> bool {
    let last = entry.key.rsplit("::").next().unwrap_or_default();
    let mut names = entry.key.split("::");
    entry.value == Value::Flag
        && names.all(is_word)
        && last.starts_with(|c: char| c.is_uppercase())
        && !last.contains(char::is_lowercase)
}

/// Writes a key such as `Max-Age` or `"origins"` as keys are written.
fn snake_case(key: &str) -> String {
    let bare = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
    bare.unwrap_or(key).to_lowercase().replace('-', "_")
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_word_char)
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '#')
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
            // The word of other libraries for every value.
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
            let rule = rule_of_expression(key, value).unwrap_or(Rule::NotAString);
            violations.push(
                Violation::new(rule, location, value.to_source()).with_suggestion(example(key)),
            );
            // The list is not empty, but its contents are unknown.
            list.location = None;
        }
    }
    list
}

/// Returns whether an expression is the word of another library for every value: `Any`,
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
fn check_origins_specified(spec: &PolicySpec, args: &Args<'_>, violations: &mut Vec<Violation>) {
    let origin_keys = [Key::Origins, Key::DevOrigins, Key::OriginsFrom, Key::Policy];
    if origin_keys.iter().any(|key| args.mentions(*key)) {
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
