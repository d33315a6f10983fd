//! How long a preflight is kept.

/// The longest time that any browser keeps a preflight, in seconds: Firefox's. Chromium stops at
/// 7200, `WebKit` at 600.
pub const LONGEST: u64 = 86_400;

/// The seconds that were meant by a number of milliseconds, if it looks like one: a thousand seconds
/// or more, to the second.
#[must_use]
pub fn meant_as_milliseconds(number: u64) -> Option<u64> {
    (number >= 1_000_000 && number % 1_000 == 0).then_some(number / 1_000)
}
