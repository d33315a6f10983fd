//! B01, B05, B13, C40–C49, C64 and C68: the lists of origins. `crate::origin` parses a single text;
//! [`credentials`] checks what an origin means together with credentials.

use std::cell::LazyCell;
use std::collections::HashSet;

use super::args::{Args, StringList};
use super::covering::CoveringPatterns;
use super::{credentials, suspicious_origins};
use crate::allowance::DangerouslyAllow;
use crate::key::Key;
use crate::location::Location;
use crate::origin::pattern::{OriginPattern, Scheme};
use crate::origin::{self, CustomOrigin, ParsedOrigin, Uniqueness};
use crate::policy::{ValidOrigins, origin_order};
use crate::rules::Rule;
use crate::spec::Context;
use crate::violation::Violation;

/// Both lists of origins.
pub(super) struct ValidatedOrigins {
    pub(super) always: ValidOrigins,
    pub(super) in_development: ValidOrigins,
}

impl ValidatedOrigins {
    /// Returns whether origins are allowed that the policy does not list one by one.
    pub(super) fn is_open(&self) -> bool {
        match &self.always {
            ValidOrigins::Any => true,
            ValidOrigins::List { patterns, .. } => !patterns.is_empty(),
        }
    }
}

pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) -> ValidatedOrigins {
    let always = ParsedOrigins::parse(args, &args.origins, "origins", violations);
    let development = ParsedOrigins::parse(args, &args.dev_origins, "dev_origins", violations);

    check_wildcard(args, &always, violations);
    // With any origin in development and no origin in production, the mistake would first be noticed in
    // a user's browser.
    if let Some(location) = development.any {
        violations.push(Violation::new(Rule::AnyInDevOrigins, location, "*"));
    }
    check_duplicates(&always, &development, violations);
    warn_redundant_origins(args, &always, violations);
    for list in [&always, &development] {
        for (location, pattern) in &list.patterns {
            suspicious_origins::validate(*location, pattern, violations);
        }
    }
    // Not for `dev_origins`, which never ship.
    for (location, pattern) in &always.patterns {
        credentials::validate(args, *location, pattern, violations);
    }
    for (location, origin) in &always.custom {
        credentials::validate_custom(args, *location, origin, violations);
    }
    ValidatedOrigins {
        always: always.into_origins(),
        in_development: development.into_origins(),
    }
}

/// The entries of a list of origins that could be parsed.
#[derive(Default)]
struct ParsedOrigins {
    /// The location of the first `"*"`.
    any: Option<Location>,
    patterns: Vec<(Location, OriginPattern)>,
    custom: Vec<(Location, CustomOrigin)>,
    /// `true` if the list has another entry than `"*"`, valid or not.
    has_others: bool,
}

impl ParsedOrigins {
    fn parse(
        args: &Args<'_>,
        list: &StringList<'_>,
        key: &str,
        violations: &mut Vec<Violation>,
    ) -> Self {
        // Without the attribute, no origin is allowed either. With `enforce`, the list means that only
        // same-origin requests reach the handler.
        if list.is_explicitly_empty() && args.enforce.is_none() {
            let location = list.location.unwrap_or(Location::Policy);
            violations.push(Violation::new(Rule::OriginsEmpty, location, key));
        }
        let mut parsed = ParsedOrigins::default();
        for (location, text) in &list.texts {
            if *text == "*" {
                if parsed.any.is_some() {
                    violations.push(Violation::new(Rule::OriginTwice, *location, *text));
                }
                parsed.any.get_or_insert(*location);
                continue;
            }
            parsed.has_others = true;
            match origin::parse(text) {
                Ok(ParsedOrigin::Web(pattern)) => parsed.patterns.push((*location, pattern)),
                Ok(ParsedOrigin::Custom(origin)) => {
                    check_custom_scheme(args, *location, &origin, violations);
                    parsed.custom.push((*location, origin));
                }
                Err(error) => {
                    args.has_invalid_origin.set(true);
                    violations.push(
                        Violation::new(error.rule, *location, *text)
                            .with_suggestion(error.suggestion)
                            .with_other(error.other)
                            .with_alternative(error.is_alternative),
                    );
                }
            }
        }
        parsed
    }

    fn into_origins(self) -> ValidOrigins {
        if self.any.is_some() {
            return ValidOrigins::Any;
        }
        let patterns = self.patterns.into_iter().map(|(_, pattern)| pattern);
        let (exact, patterns): (Vec<_>, Vec<_>) = patterns.partition(OriginPattern::is_exact);
        let exact = exact.iter().map(ToString::to_string);
        let custom = self.custom.into_iter().map(|(_, origin)| origin.text);
        let mut exact: Vec<String> = exact.chain(custom).collect();
        exact.sort_unstable_by(|a, b| origin_order(a.as_bytes(), b.as_bytes()));
        ValidOrigins::List { exact, patterns }
    }
}

/// C40, C41: schemes that only an app's webview or a browser extension has.
fn check_custom_scheme(
    args: &Args<'_>,
    location: Location,
    origin: &CustomOrigin,
    violations: &mut Vec<Violation>,
) {
    if !args.allows(DangerouslyAllow::CustomSchemes) {
        violations.push(Violation::new(Rule::AppOrigin, location, &origin.text));
    } else if origin.uniqueness == Uniqueness::PerInstallation {
        let violation = Violation::new(Rule::InstallationOrigin, location, &origin.text);
        violations.push(violation);
    }
}

/// B01, C45, C69: `"*"` applies to the whole list.
fn check_wildcard(args: &Args<'_>, always: &ParsedOrigins, violations: &mut Vec<Violation>) {
    let Some(location) = always.any else { return };
    let has_others = always.has_others || args.keys.contains(&Key::OriginsFrom);
    let rule = if args.context == Some(Context::OriginSet) {
        Rule::AnyInSet
    } else if args.credentials {
        // Browsers reject `*` in responses to requests with credentials.
        // <https://fetch.spec.whatwg.org/#cors-check>
        Rule::AnyOriginWithCredentials
    } else if has_others {
        Rule::AnyOriginBesideOthers
    } else {
        return;
    };
    violations.push(Violation::new(rule, location, "*"));
}

/// C46: an origin that is listed twice was probably meant to be another one.
fn check_duplicates(
    always: &ParsedOrigins,
    development: &ParsedOrigins,
    violations: &mut Vec<Violation>,
) {
    let mut seen = HashSet::new();
    for list in [always, development] {
        let patterns = list.patterns.iter();
        let patterns = patterns.map(|(location, pattern)| (location, pattern.to_string()));
        let custom = list.custom.iter();
        let custom = custom.map(|(location, origin)| (location, origin.text.clone()));
        for (location, text) in patterns.chain(custom) {
            if seen.contains(&text) {
                violations.push(Violation::new(Rule::OriginTwice, *location, text));
            } else {
                seen.insert(text);
            }
        }
    }
}

/// C47–C49: origins that a pattern of the list covers, and the `http` twin of a listed `https` origin.
fn warn_redundant_origins(
    args: &Args<'_>,
    always: &ParsedOrigins,
    violations: &mut Vec<Violation>,
) {
    let patterns = || always.patterns.iter().map(|(_, pattern)| pattern);
    let wide = CoveringPatterns::new(patterns());
    // Few lists have an insecure origin, which is searched for in it.
    let secure = LazyCell::new(|| {
        let secure = patterns().filter(|pattern| pattern.scheme() == Scheme::Https);
        secure.map(ToString::to_string).collect::<HashSet<_>>()
    });
    for (location, pattern) in &always.patterns {
        if let Some(wider) = wide.first_above(pattern) {
            let rule = if pattern.is_exact() {
                Rule::OriginCovered
            } else {
                Rule::PatternCovered
            };
            let violation = Violation::new(rule, *location, pattern.to_string());
            violations.push(violation.with_other(wider.to_string()));
        } else if pattern.scheme() == Scheme::Http && !pattern.is_loopback() && !args.credentials {
            let text = pattern.to_string();
            let twin = text.replacen("http", "https", 1);
            if secure.contains(&twin) {
                violations
                    .push(Violation::new(Rule::InsecureTwin, *location, text).with_other(twin));
            }
        }
    }
}
