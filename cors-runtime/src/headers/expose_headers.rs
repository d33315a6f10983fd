//! The header `Access-Control-Expose-Headers`.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::{Header, Lines};
use super::token_list::TokenList;
use std::fmt;

/// The [`Access-Control-Expose-Headers`](https://fetch.spec.whatwg.org/#http-access-control-expose-headers)
/// header: the response headers that scripts may read.
///
/// Names are case-insensitive; they are stored and written in lower case, sorted and without duplicates.
/// `*` is a name like any other.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlExposeHeaders, Header};
///
/// let exposed = AccessControlExposeHeaders::parse([b"X-Total, ETag".as_slice()])?
///     .expect("there is a line");
/// assert!(exposed.exposes("etag", true));
/// assert_eq!(exposed.to_string(), "etag,x-total");
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlExposeHeaders(TokenList);

impl AccessControlExposeHeaders {
    /// Creates the header from a list of names.
    ///
    /// # Errors
    ///
    /// Returns [`ElementNotAToken`](super::InvalidHeaderKind::ElementNotAToken) if a name is not a token, and
    /// [`TooManyElements`](super::InvalidHeaderKind::TooManyElements) or
    /// [`TooLong`](super::InvalidHeaderKind::TooLong) if the list exceeds the limits of [`Header::parse`].
    ///
    /// # Examples
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlExposeHeaders;
    ///
    /// let exposed = AccessControlExposeHeaders::new(["X-Total", "ETag"])?;
    /// assert_eq!(exposed.to_string(), "etag,x-total");
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, InvalidHeader> {
        TokenList::new(names)
            .map(|list| Self(list.into_names()))
            .map_err(|kind| InvalidHeader::new(Self::NAME, kind))
    }

    /// Returns whether the list exposes the response header `name`, by
    /// [main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch): it must contain `name` in any case,
    /// or `*`. `credentialed` is whether the credentials mode of the request is `include`; if so, `*` only
    /// exposes the header with this name. Otherwise `*` exposes every header, including `authorization`.
    ///
    /// Browsers always expose
    /// [safelisted headers](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name) and never
    /// [`set-cookie`](https://fetch.spec.whatwg.org/#forbidden-response-header-name), but this function
    /// treats them like other headers.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlExposeHeaders;
    ///
    /// let any = AccessControlExposeHeaders::new(["*"])?;
    /// assert!(any.exposes("ETag", false));
    /// assert!(!any.exposes("ETag", true));
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    #[must_use]
    pub fn exposes(&self, name: &str, credentialed: bool) -> bool {
        self.0.contains_name(name) || (!credentialed && self.0.contains("*"))
    }

    /// Returns the names, in lower case, sorted and without duplicates.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlExposeHeaders;
    ///
    /// let exposed = AccessControlExposeHeaders::new(["X-Total", "ETag"])?;
    /// assert!(exposed.names().eq(["etag", "x-total"]));
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }
}

impl Header for AccessControlExposeHeaders {
    const NAME: &'static str = "access-control-expose-headers";

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        let list = TokenList::parse(lines)?;
        Ok(list.map(|list| Self(list.into_names())))
    }
}

impl fmt::Display for AccessControlExposeHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse, parse_valid};
    use super::super::{Header, InvalidHeaderKind};
    use super::AccessControlExposeHeaders as Names;

    #[test]
    fn exposes_follows_the_standard() {
        let table: [(&[&str], &str, bool, bool); 14] = [
            (&["X-One"], "x-one", false, true),
            (&["X-One"], "x-two", false, false),
            (&["*"], "x-one", false, true),
            (&["*"], "authorization", false, true),
            (&["*"], "*", false, true),
            (&["*"], "x-one", true, false),
            (&["*"], "*", true, true),
            (&["x-one, X-TWO"], "X-Two", true, true),
            (&["X-One", "X-Two"], "x-two", false, true),
            (&["X-One,,X-Two"], "x-two", false, true),
            (&["X-Foo", ",ETag ,"], "etag", false, true),
            (&["*, X-One"], "x-one", true, true),
            (&["*, X-One"], "x-two", true, false),
            (&["ETag,Location"], "location", false, true),
        ];
        for (lines, name, credentialed, exposed) in table {
            assert_eq!(
                parse_valid::<Names>(lines).exposes(name, credentialed),
                exposed,
                "{lines:?} for {name}, credentialed: {credentialed}"
            );
        }
    }

    #[test]
    fn one_invalid_name_invalidates_the_list() {
        for line in ["X-One X-Two", "X-One;X-Two", "\"X-One\"", "x-foo, b@d/"] {
            assert_eq!(
                parse::<Names>(&[line]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{line}"
            );
        }
        let invalid = Names::new(["X-A, X-B"]).unwrap_err();
        assert_eq!(invalid.header(), Names::NAME);
    }

    #[test]
    fn names_are_written_in_lower_case_and_sorted() {
        let names = parse_valid::<Names>(&["X-b, ETag", "x-A,,X-B"]);
        assert_eq!(names.to_string(), "etag,x-a,x-b");
        assert!(names.names().eq(["etag", "x-a", "x-b"]));
        assert_round_trip(&names);
        assert_eq!(Names::new(["X-B", "x-a", "etag"]), Ok(names));
    }

    #[test]
    fn list_may_be_empty() {
        assert_eq!(parse::<Names>(&[]), Ok(None));
        let empty = parse_valid::<Names>(&[""]);
        assert_eq!(empty.names().count(), 0);
        assert!(!empty.exposes("etag", false));
        assert_round_trip(&empty);
    }
}
