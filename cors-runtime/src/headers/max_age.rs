//! `Access-Control-Max-Age`: how long the answer to a preflight holds.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::Header;
use super::parse_single::parse_single;
use std::fmt;

/// For how many seconds a browser may remember the answer to a preflight: the
/// [`Access-Control-Max-Age`](https://fetch.spec.whatwg.org/#http-access-control-max-age) header.
///
/// Browsers cap it, at 600 to 86,400 seconds. Where the header is absent or invalid the standard
/// says 5 seconds; that is the reader's rule and not this type's.
///
/// ```
/// use cors_runtime::headers::{AccessControlMaxAge, Header};
///
/// let max_age = AccessControlMaxAge::parse([b"600".as_slice()])?.expect("there is a line");
/// assert_eq!(max_age.seconds(), 600);
/// assert!(AccessControlMaxAge::parse([b"-1".as_slice()]).is_err());
/// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccessControlMaxAge(u64);

impl AccessControlMaxAge {
    /// The answer may be remembered for this many seconds; 0 is not at all.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlMaxAge;
    /// assert_eq!(AccessControlMaxAge::from_seconds(600).to_string(), "600");
    /// ```
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// The number of seconds, `u64::MAX` for anything larger.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0
    }

    /// `delta-seconds`, `1*DIGIT`.
    fn read(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
        if !value.iter().all(u8::is_ascii_digit) {
            return Err(InvalidHeaderKind::NotSeconds);
        }
        // A number too large for the reader means for as long as the reader can (RFC 9111 §1.2.2),
        // and browsers do cap twenty digits instead of refusing them.
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

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        parse_single(lines, Self::read)
    }
}

impl fmt::Display for AccessControlMaxAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{read, round_trip, valid};
    use super::AccessControlMaxAge as MaxAge;
    use super::*;

    #[test]
    fn whole_seconds() {
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
            let max_age = valid::<MaxAge>(&[line]);
            assert_eq!(max_age.seconds(), seconds, "{line}");
            assert_eq!(max_age, MaxAge::from_seconds(seconds));
            round_trip(&max_age);
        }
        assert_eq!(read::<MaxAge>(&[]), Ok(None));
    }

    #[test]
    fn anything_else_is_refused() {
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
        for (lines, reason) in table {
            assert_eq!(read::<MaxAge>(lines), Err(reason), "{lines:?}");
        }
    }
}
