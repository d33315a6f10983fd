//! The trait of all headers.

use std::fmt;

use super::error::InvalidHeader;

/// A header of the CORS protocol.
///
/// `Display` writes the field value as the standard's sender would, and [`Header::parse`] reads
/// that text back to an equal header.
pub trait Header: Sized + fmt::Display {
    /// The field name, in lower case.
    ///
    /// ```
    /// use cors_runtime::headers::{AccessControlMaxAge, Header};
    /// assert_eq!(AccessControlMaxAge::NAME, "access-control-max-age");
    /// ```
    const NAME: &'static str;

    /// Reads the header from its field lines: the values of all fields of this name, in the order
    /// they came.
    ///
    /// Spaces and tabs around a value do not count. `Ok(None)` says that there was no line at all,
    /// which is not the same as a line with nothing on it.
    ///
    /// A list may be spread over several lines. The other headers are valid on one line only, even
    /// if every line says the same: browsers
    /// [join the lines](https://fetch.spec.whatwg.org/#concept-header-list-get) with a comma, and
    /// `*, *` is no origin.
    ///
    /// # Errors
    ///
    /// [`InvalidHeader`] when the lines do not follow the header's grammar, or are beyond what is read:
    /// see [`InvalidHeaderKind::TooLong`] and [`InvalidHeaderKind::TooManyElements`].
    ///
    /// ```
    /// use cors_runtime::headers::{AccessControlAllowCredentials as Credentials, Header, InvalidHeaderKind};
    ///
    /// assert_eq!(Credentials::parse([]), Ok(None));
    /// assert_eq!(Credentials::parse([b" true ".as_slice()]), Ok(Some(Credentials)));
    ///
    /// let twice = Credentials::parse([b"true".as_slice(), b"true"]).unwrap_err();
    /// assert_eq!(twice.kind(), InvalidHeaderKind::MultipleValues);
    /// ```
    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>;
}
