//! The header `Access-Control-Max-Age`.

use super::error::InvalidHeaderKind;
use super::header::{Header, Lines};
use super::single_value::single_value;
use std::fmt;

/// The [`Access-Control-Max-Age`](https://fetch.spec.whatwg.org/#http-access-control-max-age) header: the
/// number of seconds for which a browser may cache the response to a preflight.
///
/// Browsers limit it to between 600 and 86,400 seconds. If the header is absent or invalid, they use 5
/// seconds.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlMaxAge, Header};
///
/// let max_age = AccessControlMaxAge::parse([b"600".as_slice()])?.expect("there is a line");
/// assert_eq!(max_age.seconds(), 600);
/// assert!(AccessControlMaxAge::parse([b"-1".as_slice()]).is_err());
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccessControlMaxAge(u64);

impl AccessControlMaxAge {
    /// Creates the header from a number of seconds; 0 disables the cache.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlMaxAge;
    /// assert_eq!(AccessControlMaxAge::from_seconds(600).to_string(), "600");
    /// ```
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// Returns the number of seconds, at most `u64::MAX`.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0
    }

    /// Parses [`delta-seconds`](https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2).
    fn parse_value(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
        if !value.iter().all(u8::is_ascii_digit) {
            return Err(InvalidHeaderKind::NotSeconds);
        }
        // A number that is too large for the recipient is as large as possible, not invalid.
        // <https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2>
        let seconds = value.iter().fold(0_u64, |seconds, digit| {
            seconds
                .saturating_mul(10)
                .saturating_add(u64::from(digit - b'0'))
        });
        Ok(Self(seconds))
    }
}

impl Header for AccessControlMaxAge {
    const NAME: &'static str = "access-control-max-age";

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        single_value(lines)?.map(Self::parse_value).transpose()
    }
}

impl fmt::Display for AccessControlMaxAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse, parse_valid};
    use super::AccessControlMaxAge as MaxAge;
    use super::*;

    #[test]
    fn value_is_a_whole_number() {
        let table = [
            ("0", 0),
            ("5", 5),
            ("600", 600),
            (" 600\t", 600),
            ("000600", 600),
            ("86400", 86_400),
            ("18446744073709551614", u64::MAX - 1),
            ("18446744073709551615", u64::MAX),
            ("18446744073709551616", u64::MAX),
            ("99999999999999999999", u64::MAX),
            ("999999999999999999990", u64::MAX),
        ];
        for (line, seconds) in table {
            let max_age = parse_valid::<MaxAge>(&[line]);
            assert_eq!(max_age.seconds(), seconds, "{line}");
            assert_eq!(max_age, MaxAge::from_seconds(seconds));
            assert_round_trip(&max_age);
        }
        assert_eq!(parse::<MaxAge>(&[]), Ok(None));
    }

    #[test]
    fn other_values_are_invalid() {
        let table: [(&[&str], InvalidHeaderKind); 12] = [
            (&["-1"], InvalidHeaderKind::NotSeconds),
            (&["+1"], InvalidHeaderKind::NotSeconds),
            (&["1.5"], InvalidHeaderKind::NotSeconds),
            (&["abc"], InvalidHeaderKind::NotSeconds),
            (&["600s"], InvalidHeaderKind::NotSeconds),
            (&["1 0"], InvalidHeaderKind::NotSeconds),
            (&["0x10"], InvalidHeaderKind::NotSeconds),
            (&["٣"], InvalidHeaderKind::NotSeconds),
            (&[""], InvalidHeaderKind::Empty),
            (&["600, 600"], InvalidHeaderKind::MultipleValues),
            (&["600", "600"], InvalidHeaderKind::MultipleValues),
            (&["600", ""], InvalidHeaderKind::MultipleValues),
        ];
        for (lines, kind) in table {
            assert_eq!(parse::<MaxAge>(lines), Err(kind), "{lines:?}");
        }
    }
}
