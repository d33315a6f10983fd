//! G: how long browsers keep a preflight.

use super::args::Args;
use crate::max_age::{CHROMIUM_MAX, MAX, looks_like_milliseconds};
use crate::rules::Rule;
use crate::spec::Value;
use crate::violation::Violation;

pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) -> String {
    let Some((location, value)) = args.max_age else {
        return String::new();
    };
    let written = value.to_source();
    let mut refuse = |rule, suggestion: String| {
        violations.push(Violation::new(rule, location, &written).with_suggestion(suggestion));
        String::new()
    };
    let Value::Number(digits) = value else {
        // Fetch, «delta-seconds»: digits only, so nothing is below zero.
        let negative = match value {
            Value::Tokens(text) => text.strip_prefix('-').map(str::trim_start),
            _ => None,
        };
        let is_negative = negative.is_some_and(|digits| digits.parse::<u64>().is_ok());
        let rule = match value {
            _ if is_negative => Rule::MaxAgeNegative,
            // A path or a call: a number, perhaps, and not one to be seen from here.
            Value::Path(_) => Rule::MaxAgeNotANumber,
            Value::Tokens(text)
                if text.starts_with(|c: char| c.is_alphabetic() || c == ':')
                    && text != "true"
                    && text != "false" =>
            {
                Rule::MaxAgeNotANumber
            }
            _ => Rule::MaxAgeNotSeconds,
        };
        return refuse(rule, String::new());
    };
    // Digits that no `u64` holds are more than a day all the same.
    let number = digits.parse::<u64>().unwrap_or(u64::MAX);
    match looks_like_milliseconds(number) {
        Some(seconds) if seconds <= MAX => refuse(Rule::MaxAgeMilliseconds, seconds.to_string()),
        _ if number > MAX => refuse(Rule::MaxAgeTooLong, String::new()),
        // Kept shorter than asked for by the engines that most people use.
        _ if number > CHROMIUM_MAX => {
            refuse(Rule::MaxAgeCut, CHROMIUM_MAX.to_string());
            number.to_string()
        }
        _ => number.to_string(),
    }
}
