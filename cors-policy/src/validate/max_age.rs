//! G: the time for which browsers cache a preflight.

use super::args::Args;
use crate::key::Key;
use crate::rules::Rule;
use crate::spec::Value;
use crate::violation::Violation;

/// The longest time for which any browser caches a preflight, in seconds; the limit of Firefox. Safari
/// limits it to 600.
const MAX: u64 = 86_400;

/// The longest time for which Chromium caches a preflight, in seconds.
const CHROMIUM_MAX: u64 = 7_200;

/// The seconds in a day.
const DAY: u64 = 86_400;

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

/// Returns the number of seconds, if `number` looks like milliseconds: a multiple of 1,000 that is a
/// thousand seconds or more. A number of whole days in seconds, such as a year, does not, unless it is
/// also a number of whole minutes in milliseconds.
fn looks_like_milliseconds(number: u64) -> Option<u64> {
    let is_whole_days = number % DAY == 0 && number % 60_000 != 0;
    (number >= 1_000_000 && number % 1_000 == 0 && !is_whole_days).then_some(number / 1_000)
}

#[cfg(test)]
mod tests {
    use super::looks_like_milliseconds;

    #[test]
    fn large_multiples_of_a_second_look_like_milliseconds() {
        for (number, seconds) in [
            (600, None),
            (999_000, None),
            (1_000_000, Some(1_000)),
            (1_000_001, None),
            (3_600_000, Some(3_600)),
            // A day and ten days.
            (86_400_000, Some(86_400)),
            (864_000_000, Some(864_000)),
            // 15, 30, 60, 90, 180 and 365 days in seconds.
            (1_296_000, None),
            (2_592_000, None),
            (5_184_000, None),
            (7_776_000, None),
            (15_552_000, None),
            (31_536_000, None),
        ] {
            assert_eq!(looks_like_milliseconds(number), seconds, "{number}");
        }
    }
}
