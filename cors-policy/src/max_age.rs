//! The limits of `max_age`, the time for which browsers cache a preflight.

/// The longest time for which any browser caches a preflight, in seconds; the limit of Firefox. Safari
/// limits it to 600.
pub const MAX: u64 = 86_400;

/// The longest time for which Chromium caches a preflight, in seconds.
pub const CHROMIUM_MAX: u64 = 7_200;

/// The seconds in a day.
const DAY: u64 = 86_400;

/// Returns the number of seconds, if `number` looks like milliseconds: a multiple of 1,000 that is a
/// thousand seconds or more. A number of whole days in seconds, such as a year, does not, unless it is
/// also a number of whole minutes in milliseconds.
#[must_use]
pub fn looks_like_milliseconds(number: u64) -> Option<u64> {
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
