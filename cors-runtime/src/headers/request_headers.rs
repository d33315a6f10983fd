//! The header `Access-Control-Request-Headers`.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::{Header, Lines};
use super::token_list::TokenList;
use std::fmt;

/// The [`Access-Control-Request-Headers`](https://fetch.spec.whatwg.org/#http-access-control-request-headers)
/// header: the header names that a preflight requests.
///
/// The list has at least one name. Names are stored as browsers send them: in lower case, sorted and
/// without duplicates.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlRequestHeaders, Header};
///
/// let lines = ["X-B, authorization".as_bytes(), "x-a,,X-B".as_bytes()];
/// let requested = AccessControlRequestHeaders::parse(lines)?.expect("there are two lines");
/// assert_eq!(requested.to_string(), "authorization,x-a,x-b");
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlRequestHeaders(TokenList);

impl AccessControlRequestHeaders {
    /// Creates the header from a list of names.
    ///
    /// # Errors
    ///
    /// Returns [`Empty`](InvalidHeaderKind::Empty) if `names` is empty,
    /// [`ElementNotAToken`](InvalidHeaderKind::ElementNotAToken) if a name is not a token, and
    /// [`TooManyElements`](InvalidHeaderKind::TooManyElements) or [`TooLong`](InvalidHeaderKind::TooLong) if
    /// the list exceeds the limits of [`Header::parse`].
    ///
    /// # Examples
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlRequestHeaders;
    ///
    /// let requested = AccessControlRequestHeaders::new(["X-Test", "Content-Type"])?;
    /// assert_eq!(requested.to_string(), "content-type,x-test");
    /// assert!(AccessControlRequestHeaders::new([]).is_err());
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, InvalidHeader> {
        TokenList::new(names)
            .and_then(Self::from_list)
            .map_err(|kind| InvalidHeader::new(Self::NAME, kind))
    }

    /// Returns the names, in lower case, sorted and without duplicates.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlRequestHeaders;
    ///
    /// let requested = AccessControlRequestHeaders::new(["x-b", "X-A"])?;
    /// assert!(requested.names().eq(["x-a", "x-b"]));
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }

    /// Rejects an empty list. In the grammar, this list is `1#field-name`, and other lists are `#`.
    fn from_list(list: TokenList) -> Result<Self, InvalidHeaderKind> {
        if list.is_empty() {
            return Err(InvalidHeaderKind::Empty);
        }
        Ok(Self(list.into_names()))
    }
}

impl Header for AccessControlRequestHeaders {
    const NAME: &'static str = "access-control-request-headers";

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        TokenList::parse(lines)?.map(Self::from_list).transpose()
    }
}

impl fmt::Display for AccessControlRequestHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse, parse_valid};
    use super::AccessControlRequestHeaders as Names;
    use super::*;

    #[test]
    fn names_are_written_as_browsers_send_them() {
        let table: [(&[&str], &str); 6] = [
            (&["authorization,x-a,x-b"], "authorization,x-a,x-b"),
            (&["X-B, X-A", "Authorization"], "authorization,x-a,x-b"),
            (&["x-a,X-A,x-a"], "x-a"),
            (&["x-a10,x-a1,x-a-,x-a"], "x-a,x-a-,x-a1,x-a10"),
            (&[",,X-Test,"], "x-test"),
            (&["*"], "*"),
        ];
        for (lines, written) in table {
            let names = parse_valid::<Names>(lines);
            assert_eq!(names.to_string(), written);
            assert!(names.names().eq(written.split(',')));
            assert_round_trip(&names);
        }
    }

    #[test]
    fn empty_list_is_invalid() {
        assert_eq!(parse::<Names>(&[]), Ok(None));
        for line in ["", " ", ",,,"] {
            assert_eq!(
                parse::<Names>(&[line]),
                Err(InvalidHeaderKind::Empty),
                "{line:?}"
            );
        }
        assert_eq!(Names::new([]).unwrap_err().kind(), InvalidHeaderKind::Empty);
        assert!(parse::<Names>(&["", "x-a"]).is_ok());
    }

    #[test]
    fn one_invalid_name_invalidates_the_list() {
        for line in ["x-a, bad header", "x-a;x-b", "\"x-a\"", "x-a:", ":path"] {
            assert_eq!(
                parse::<Names>(&[line]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{line}"
            );
        }
        assert!(Names::new(["x-a,x-b"]).is_err());
    }

    #[test]
    fn empty_elements_are_limited() {
        let commas = ",".repeat(1024);
        let limit = 1024;
        assert_eq!(
            parse::<Names>(&[&commas]),
            Err(InvalidHeaderKind::TooManyElements { limit })
        );
    }
}
