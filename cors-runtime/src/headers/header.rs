//! The trait that all headers of the CORS protocol implement.

use std::fmt;

use super::error::{InvalidHeader, InvalidHeaderKind};

/// A header of the CORS protocol.
///
/// Its `Display` writes the field value in the form that the standard recommends for senders.
/// [`Header::parse`] parses this text to an equal header.
pub trait Header: Sized + fmt::Display {
    /// The field name, in lower case.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::{AccessControlMaxAge, Header};
    /// assert_eq!(AccessControlMaxAge::NAME, "access-control-max-age");
    /// ```
    const NAME: &'static str;

    /// Parses the header from its field lines: the values of all fields with this name, in the order
    /// in which they were received.
    ///
    /// Spaces and tabs around a value are ignored. Without any line, the result is `Ok(None)`; an empty
    /// line is an empty value.
    ///
    /// A list can have several lines. The other headers must have one line, even if all lines are equal:
    /// browsers [join the lines](https://fetch.spec.whatwg.org/#concept-header-list-get) with a comma,
    /// and `*, *` is not an origin.
    ///
    /// # Errors
    ///
    /// Returns [`InvalidHeader`] if the lines do not follow the grammar of the header, or exceed a limit:
    /// see [`InvalidHeaderKind::TooLong`] and
    /// [`InvalidHeaderKind::TooManyElements`].
    ///
    /// # Examples
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::{AccessControlAllowCredentials as Credentials, Header, InvalidHeaderKind};
    ///
    /// assert_eq!(Credentials::parse([]), Ok(None));
    /// assert_eq!(Credentials::parse([b" true ".as_slice()]), Ok(Some(Credentials)));
    ///
    /// let twice = Credentials::parse([b"true".as_slice(), b"true"]).unwrap_err();
    /// assert_eq!(twice.kind(), InvalidHeaderKind::MultipleValues);
    /// ```
    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        Self::parse_lines(&mut lines.into_iter())
            .map_err(|kind| InvalidHeader::new(Self::NAME, kind))
    }

    /// Parses the header for [`Header::parse`], which adds the name to the mistake.
    #[doc(hidden)]
    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind>;
}

/// The field lines of a header, in the order in which they were received.
pub(super) type Lines<'l, 'a> = &'l mut dyn Iterator<Item = &'a [u8]>;
