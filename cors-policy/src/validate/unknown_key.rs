//! Keys that do not exist, and the keys that were probably meant.

use crate::key::Key;
use crate::location::Location;
use crate::names::nearest;
use crate::protocol::Protocol;
use crate::rules::Rule;
use crate::spec::{Context, Entry, Value};
use crate::violation::Violation;

/// Reports an unknown key, with the key that was probably meant.
pub(super) fn unknown_key(
    context: Context,
    index: usize,
    entry: &Entry,
    meant: Option<Key>,
) -> Violation {
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
        Some(Key::Protocols) if key.parse::<Protocol>().is_ok() => {
            format!("`protocols = [{key}]`")
        }
        Some(meant) => format!("`{}`", meant.as_str()),
        None if is_word(&snake_case(key)) || context == Context::Configuration => {
            one_of(&keys_of(context))
        }
        None => return Violation::new(Rule::NotUnderstood, location, key),
    };
    Violation::new(Rule::UnknownKey, location, key).with_suggestion(suggestion)
}

/// The keys that can be written in a context.
pub(super) fn keys_of(context: Context) -> Vec<&'static str> {
    let keys = Key::ALL.into_iter().filter(|key| match key {
        Key::Methods => !context.is_routed(),
        Key::Policy => !matches!(context, Context::Policy | Context::Configuration),
        Key::OriginsFrom | Key::Crate => context != Context::Configuration,
        _ => true,
    });
    keys.map(Key::as_str).collect()
}

/// Names of keys in other libraries and in browsers, each with the key that is meant.
const SYNONYMS: [(Key, &[&str]); 10] = [
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
            "origin_patterns",
            "origin_regex",
            // In a configuration, which has no statics.
            "origins_from",
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
    (Key::Protocols, &["grpc"]),
];

/// Returns the key that an unknown key was probably meant to be.
pub(super) fn meant_key(context: Context, entry: &Entry) -> Option<Key> {
    let keys = keys_of(context);
    let is_key = |key: &Key| context != Context::Configuration || keys.contains(&key.as_str());
    if keys.contains(&Key::Policy.as_str()) && is_policy_path(entry) {
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
    if let Some(key) = written.parse().ok().filter(is_key) {
        return Some(key);
    }
    if written.parse::<Protocol>().is_ok() {
        return Some(Key::Protocols);
    }
    let is_synonym = |(key, words): &&(Key, &[&str])| words.contains(&written) && is_key(key);
    if let Some((key, _)) = SYNONYMS.iter().find(is_synonym) {
        return Some(*key);
    }
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

/// Writes a key such as `Max-Age`, `maxAge` or `"origins"` as keys are written.
fn snake_case(key: &str) -> String {
    let bare = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
    let mut written = String::new();
    let mut previous = '_';
    for c in bare.unwrap_or(key).chars() {
        if c.is_uppercase() && previous.is_lowercase() {
            written.push('_');
        }
        written.extend(c.to_lowercase().map(|c| if c == '-' { '_' } else { c }));
        previous = c;
    }
    written
}

/// Returns whether a text could be a key.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_word_char)
}

pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '#')
}

pub(super) fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("one of {}", words.join(", "))
}
