//! How long a preflight is kept.

/// The longest time that any browser keeps a preflight, in seconds: Firefox's. `WebKit` stops at 600.
pub const MAX: u64 = 86_400;

/// The longest time that Chromium keeps one, in seconds.
pub const CHROMIUM_MAX: u64 = 7_200;

/// The seconds that were meant by a number of milliseconds, if it looks like one: a thousand seconds
/// or more, to the second.
#[must_use]
pub fn looks_like_milliseconds(number: u64) -> Option<u64> {
    (number >= 1_000_000 && number % 1_000 == 0).then_some(number / 1_000)
}

#[cfg(test)]
mod tests {
    use super::looks_like_milliseconds;

    #[test]
    fn thousands_of_whole_seconds_were_meant() {
        for (number, seconds) in [
            (600, None),
            (999_000, None),
            (1_000_000, Some(1_000)),
            (1_000_001, None),
            (3_600_000, Some(3_600)),
        ] {
            assert_eq!(looks_like_milliseconds(number), seconds, "{number}");
        }
    }
}
