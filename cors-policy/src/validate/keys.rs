//! The keys of a policy: each at most once, and in the combinations that make sense.

use super::args::Args;
use super::unknown_key::{meant_key, unknown_key};
use super::values::{location_of, parse_allowances, parse_flag, parse_list, parse_protocols};
use crate::key::Key;
use crate::location::Location;
use crate::rules::Rule;
use crate::spec::{Context, Entry, PolicySpec, Separator, Value};
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
        let key = entry.key.parse().ok();
        match key.filter(|key| exists_in(spec.context, *key, &entry.value)) {
            // It is unknown which of the two values is meant.
            Some(key) if args.keys.contains(&key) => {
                violations.push(Violation::new(
                    Rule::KeyTwice,
                    Location::Key(index),
                    &entry.key,
                ));
            }
            Some(key) => {
                args.keys.push(key);
                parse_entry(&mut args, spec, key, index, violations);
            }
            None => {
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

/// A39, A40: the separators of keys and values.
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
        parse_list(context, key, has_credentials, index, entry, violations)
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
        Key::Credentials => {
            args.credentials = parse_flag(context, key, index, &entry.value, violations);
        }
        Key::MaxAge => args.max_age = Some((location_of(index, &entry.value), &entry.value)),
        Key::DangerouslyAllow => args.allowances = parse_allowances(index, entry, violations),
        Key::Hosts => args.hosts = list(violations),
        Key::Protocols => args.protocols = parse_protocols(index, entry, violations),
        Key::Enforce => {
            let is_set = parse_flag(context, key, index, &entry.value, violations);
            args.enforce = is_set.then_some(Location::Key(index));
        }
        Key::Policy if context == Context::Policy => violations.push(
            Violation::new(Rule::UnknownKey, Location::Key(index), &entry.key)
                .with_suggestion("the keys of that policy"),
        ),
        Key::OriginsFrom | Key::Policy | Key::Crate => check_path(key, index, entry, violations),
    }
}

/// Returns whether a key exists in a context. Only a program has the paths that some keys take; a builder
/// may add its source of origins to a configuration.
fn exists_in(context: Context, key: Key, value: &Value) -> bool {
    context != Context::Configuration
        || !matches!(key, Key::OriginsFrom | Key::Policy | Key::Crate)
        || matches!(value, Value::Path(_))
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
    let takes_no_path = matches!(spec.context, Context::Policy | Context::Configuration);
    if !args.uses_named_policy() || takes_no_path {
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
