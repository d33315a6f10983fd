//! Validation of a [`PolicySpec`]: one function, and one file for each key or part of a policy.
//!
//! Every rule is checked in one place. The checks only report violations; whether a violation becomes
//! a compile error or an error value at start-up is up to the caller.

mod args;
mod covering;
mod credentials;
mod enforce;
mod expose;
pub(crate) mod handler;
mod headers;
mod hosts;
mod item;
mod keys;
mod max_age;
mod methods;
mod origins;
mod protocols;
mod suspicious_origins;
#[cfg(test)]
mod tests;
mod unknown_key;
mod unused_allowances;
mod values;

use crate::allowance::DangerouslyAllow;
use crate::location::{ItemPart, Location};
use crate::policy::ValidPolicy;
use crate::severity::Severity;
use crate::spec::PolicySpec;
use crate::violation::Violation;

/// The result of validation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Validation {
    /// The policy; `None` if a violation denies it in every build, or if the specification only names
    /// a policy that is written elsewhere.
    pub policy: Option<ValidPolicy>,
    /// Every violation, in source order.
    pub violations: Vec<Violation>,
}

impl Validation {
    /// Returns whether a violation denies the policy in every build.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        let mut violations = self.violations.iter();
        violations.any(|violation| violation.rule().info().severity.denies())
    }

    /// Returns the violations that are warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Violation> {
        self.violations
            .iter()
            .filter(|violation| violation.rule().info().severity == Severity::Warn)
    }
}

/// Validates a specification. Reports every violation at once.
///
/// ```
/// use cors_policy::{PolicySpec, Rule, validate};
/// let validation = validate(&PolicySpec::from_lists([("origins", &["https://app.example.com/"])]));
/// assert_eq!(validation.policy, None);
/// assert_eq!(validation.violations[0].rule(), Rule::OriginSlash);
/// assert_eq!(validation.violations[0].suggestion(), "https://app.example.com");
/// ```
#[must_use]
pub fn validate(spec: &PolicySpec) -> Validation {
    let mut violations = Vec::new();

    item::validate(spec, &mut violations);
    let args = keys::validate(spec, &mut violations);
    let origins = origins::validate(&args, &mut violations);
    let methods = methods::validate(&args, &mut violations);
    let headers = headers::validate(&args, &mut violations);
    let exposed_headers = expose::validate(&args, origins.is_open(), &mut violations);
    let max_age = max_age::validate(&args, &mut violations);
    let hosts = hosts::validate(&args, &mut violations);
    enforce::validate(&args, &origins, &mut violations);
    handler::validate(spec, &args, &origins, &mut violations);
    unused_allowances::validate(spec, &args, &mut violations);

    violations.sort_by_key(|violation| source_order(violation.location()));
    let violations = violations.into_iter();
    let mut validation = Validation {
        policy: None,
        violations: violations
            .map(|violation| violation.in_spec(spec))
            .collect(),
    };
    if !validation.is_denied() && !args.uses_named_policy() {
        validation.policy = Some(ValidPolicy {
            origins: origins.always,
            dev_origins: origins.in_development,
            credentials: args.credentials,
            enforce: args.enforce.is_some(),
            hosts,
            method_override: args.lists_allowance(DangerouslyAllow::MethodOverride),
            methods,
            headers,
            exposed_headers,
            max_age,
        });
    }
    validation
}

/// Returns the sort key of a location: the policy as a whole, then the entries, then the item below.
fn source_order(location: Location) -> (usize, usize, Option<ItemPart>) {
    match location {
        Location::Policy => (0, 0, None),
        Location::Key(entry) => (1 + entry, 0, None),
        Location::Value(entry) => (1 + entry, 1, None),
        Location::Element(entry, element) => (1 + entry, 2 + element, None),
        Location::Notation(entry, mistake) => (1 + entry, mistake, None),
        Location::Item(part) => (usize::MAX, 0, Some(part)),
    }
}
