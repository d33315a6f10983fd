//! A25: `enforce` has no effect when any origin is allowed.

use super::args::Args;
use super::origins::ValidatedOrigins;
use crate::policy::ValidOrigins;
use crate::rules::Rule;
use crate::violation::Violation;

pub(super) fn validate(
    args: &Args<'_>,
    origins: &ValidatedOrigins,
    violations: &mut Vec<Violation>,
) {
    if let (Some(location), ValidOrigins::Any) = (args.enforce, &origins.always) {
        violations.push(Violation::new(Rule::EnforceForEverybody, location, ""));
    }
}
