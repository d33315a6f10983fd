//! The error of parsing a header.

use std::error::Error;
use std::fmt;

/// A header that does not follow its grammar.
///
/// The error does not contain the value, because it is untrusted and errors end up in logs.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlMaxAge, Header, InvalidHeaderKind};
///
/// let invalid = AccessControlMaxAge::parse([b"1.5".as_slice()]).unwrap_err();
/// assert_eq!(invalid.header(), "access-control-max-age");
/// assert_eq!(invalid.kind(), InvalidHeaderKind::NotSeconds);
/// assert_eq!(
///     invalid.to_string(),
///     "`access-control-max-age` is not a whole number of seconds",
/// );
/// ```
///
/// `Debug` prints the same sentence as `Display`; `{:#?}` prints the fields.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct InvalidHeader {
    header: &'static str,
    kind: InvalidHeaderKind,
}

impl InvalidHeader {
    pub(super) const fn new(header: &'static str, kind: InvalidHeaderKind) -> Self {
        Self { header, kind }
    }

    /// Returns the name of the header, in lower case.
    #[must_use]
    pub const fn header(&self) -> &'static str {
        self.header
    }

    /// Returns the mistake in the header.
    #[must_use]
    pub const fn kind(&self) -> InvalidHeaderKind {
        self.kind
    }
}

impl fmt::Display for InvalidHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.header, self.kind)
    }
}

impl fmt::Debug for InvalidHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_struct("InvalidHeader")
            .field("header", &self.header)
            .field("kind", &self.kind)
            .finish()
    }
}

impl Error for InvalidHeader {}

/// A mistake in a header.
///
/// Its `Display` is a sentence without the subject, which is the name of the header.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::InvalidHeaderKind;
/// assert_eq!(InvalidHeaderKind::NotTrue.to_string(), "is not `true`");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidHeaderKind {
    /// The header has no value, but needs one.
    Empty,
    /// A header with a single value has several, on several lines or on one line with commas.
    MultipleValues,
    /// The value is not a token, so it cannot be a method.
    NotAToken,
    /// An element of a list is not a token. Browsers then ignore the whole list.
    ElementNotAToken,
    /// The value is not an origin in the form that browsers send.
    NotAnOrigin,
    /// The value is not the four bytes `true`.
    NotTrue,
    /// The value has other characters than digits.
    NotSeconds,
    /// The value is longer than the limit.
    TooLong {
        /// The maximal length, in bytes.
        limit: usize,
    },
    /// The list has more elements than the limit.
    TooManyElements {
        /// The maximal number of elements, including empty ones.
        limit: usize,
    },
}

impl fmt::Display for InvalidHeaderKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::MultipleValues => f.write_str("has more than one value"),
            Self::NotAToken => f.write_str("is not a token"),
            Self::ElementNotAToken => f.write_str("has an element that is not a token"),
            Self::NotAnOrigin => f.write_str("is not a serialised origin"),
            Self::NotTrue => f.write_str("is not `true`"),
            Self::NotSeconds => f.write_str("is not a whole number of seconds"),
            Self::TooLong { limit } => write!(f, "is longer than {limit} bytes"),
            Self::TooManyElements { limit } => write!(f, "has more than {limit} elements"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_is_a_sentence_about_the_header() {
        let table = [
            (InvalidHeaderKind::Empty, "`origin` is empty"),
            (
                InvalidHeaderKind::MultipleValues,
                "`origin` has more than one value",
            ),
            (InvalidHeaderKind::NotAToken, "`origin` is not a token"),
            (
                InvalidHeaderKind::ElementNotAToken,
                "`origin` has an element that is not a token",
            ),
            (
                InvalidHeaderKind::NotAnOrigin,
                "`origin` is not a serialised origin",
            ),
            (InvalidHeaderKind::NotTrue, "`origin` is not `true`"),
            (
                InvalidHeaderKind::NotSeconds,
                "`origin` is not a whole number of seconds",
            ),
            (
                InvalidHeaderKind::TooLong { limit: 7 },
                "`origin` is longer than 7 bytes",
            ),
            (
                InvalidHeaderKind::TooManyElements { limit: 7 },
                "`origin` has more than 7 elements",
            ),
        ];
        for (kind, sentence) in table {
            let error = InvalidHeader::new("origin", kind);
            assert_eq!(error.to_string(), sentence);
            assert_eq!(format!("{error:?}"), sentence);
            assert!(format!("{error:#?}").contains("header: \"origin\""));
        }
    }
}
