//! G: the time for which browsers cache a preflight.

use super::args::Args;
use crate::key::Key;
use crate::max_age::{CHROMIUM_MAX, MAX, looks_like_milliseconds};
use crate::rules::Rule;
use crate::spec::Value;
use crate::violation::Violation;

/// Validates `max_age` and returns the header value; empty if the key is missing or denied.
pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) -> String {
    let Some((location, value)) = args.max_age else {
        return String::new();
    };
    if *value == Value::Flag {
        let violation = Violation::new(Rule::ValueMissing, location, Key::MaxAge.as_str());
        violations.push(violation.with_suggestion("600"));
        return String::new();
    }
    let mut report = |rule, suggestion: String| {
        violations
            .push(Violation::new(rule, location, value.to_source()).with_suggestion(suggestion));
        String::new()
    };
    let Value::Number(digits) = value else {
        return report(error(value), String::new());
    };
    // A number that exceeds `u64` also exceeds the limit.
    let seconds = digits.parse::<u64>().unwrap_or(u64::MAX);
    match looks_like_milliseconds(seconds) {
        Some(meant) if meant <= MAX => report(Rule::MaxAgeMilliseconds, meant.to_string()),
        _ if seconds > MAX => report(Rule::MaxAgeTooLong, String::new()),
        _ if seconds > CHROMIUM_MAX => {
            report(Rule::MaxAgeCut, CHROMIUM_MAX.to_string());
            seconds.to_string()
        }
        _ => seconds.to_string(),
    }
}

/// Returns the rule that denies a value that is not a number.
fn error(value: &Value) -> Rule {
    let is_name = |text: &str| {
        text.starts_with(|first: char| first.is_alphabetic() || first == ':')
            && !matches!(text, "true" | "false")
    };
    let is_negative = |text: &str| {
        let digits = text.strip_prefix('-').map(str::trim_start);
        digits.is_some_and(|digits| digits.parse::<u64>().is_ok())
    };
    match value {
        Value::Tokens(text) if is_negative(text) => Rule::MaxAgeNegative,
        // A constant or a call, whose value is unknown at compile time.
        Value::Path(_) => Rule::MaxAgeNotANumber,
        Value::Tokens(text) if is_name(text) => Rule::MaxAgeNotANumber,
        _ => Rule::MaxAgeNotSeconds,
    }
}
