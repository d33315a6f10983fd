//! A specification for each rule that violates this rule only.

mod attribute;
mod lists;
mod origins;
mod warnings;

use cors_policy::{PolicySpec, Rule};

use attribute::{attribute_cases, notation_cases, signature_cases};
use lists::{list_cases, protocol_cases};
use origins::{credentials_cases, origin_cases};
use warnings::warning_cases;

/// Returns a spec for each rule that violates this rule only.
pub(crate) fn cases() -> Vec<(Rule, PolicySpec)> {
    let mut cases = attribute_cases();
    cases.extend(notation_cases());
    cases.extend(credentials_cases());
    cases.extend(origin_cases());
    cases.extend(list_cases());
    cases.extend(protocol_cases());
    cases.extend(warning_cases());
    cases.extend(signature_cases());
    cases
}
