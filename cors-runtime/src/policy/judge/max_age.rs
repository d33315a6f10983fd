//! G: how long browsers keep a preflight.

use super::super::catalogue::Rule;
use super::super::draft::Value;
use super::super::max_age::{LONGEST, LONGEST_IN_CHROMIUM, meant_as_milliseconds};
use super::super::violation::Violation;
use super::entries::Said;

pub(super) fn judge(said: &Said<'_>, found: &mut Vec<Violation>) -> String {
    let Some((subject, value)) = said.max_age else {
        return String::new();
    };
    let written = value.as_written();
    let mut refuse = |rule, instead: String| {
        found.push(Violation::new(rule, subject, &written).instead(instead));
        String::new()
    };
    let Value::Number(digits) = value else {
        // Fetch, «delta-seconds»: digits only, so nothing is below zero.
        let negative = match value {
            Value::Other(text) => text.strip_prefix('-').map(str::trim_start),
            _ => None,
        };
        let is_negative = negative.is_some_and(|digits| digits.parse::<u64>().is_ok());
        let rule = match value {
            _ if is_negative => Rule::MaxAgeNegative,
            // A path or a call: a number, perhaps, and not one to be seen from here.
            Value::Other(text)
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
    match meant_as_milliseconds(number) {
        Some(seconds) if seconds <= LONGEST => {
            refuse(Rule::MaxAgeMilliseconds, seconds.to_string())
        }
        _ if number > LONGEST => refuse(Rule::MaxAgeTooLong, String::new()),
        // Kept shorter than asked for by the engines that most people use.
        _ if number > LONGEST_IN_CHROMIUM => {
            refuse(Rule::MaxAgeCut, LONGEST_IN_CHROMIUM.to_string());
            number.to_string()
        }
        _ => number.to_string(),
    }
}
