//! The header `Access-Control-Allow-Headers`.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::{Header, Lines};
use super::token_list::TokenList;
use cors_policy::names::header_name::is_non_wildcard;
use std::fmt;

/// The [`Access-Control-Allow-Headers`](https://fetch.spec.whatwg.org/#http-access-control-allow-headers)
/// header: the request headers that a preflight allows.
///
/// Names are case-insensitive; they are stored and written in lower case, sorted and without duplicates.
/// `*` is a name like any other.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlAllowHeaders, Header};
///
/// let allowed = AccessControlAllowHeaders::parse([b"X-Test, Content-Type".as_slice()])?
///     .expect("there is a line");
/// assert!(allowed.allows("x-test", true));
/// assert_eq!(allowed.to_string(), "content-type,x-test");
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlAllowHeaders(TokenList);

impl AccessControlAllowHeaders {
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
    /// use cors::headers::AccessControlAllowHeaders;
    ///
    /// let allowed = AccessControlAllowHeaders::new(["X-Test", "Authorization"])?;
    /// assert_eq!(allowed.to_string(), "authorization,x-test");
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, InvalidHeader> {
        TokenList::new(names)
            .map(|list| Self(list.into_names()))
            .map_err(|kind| InvalidHeader::new(Self::NAME, kind))
    }

    /// Returns whether the list allows the request header `name`, by the
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0): it must contain
    /// `name` in any case, or `*`. `credentialed` is whether the credentials mode of the request is
    /// `include`; if so, `*` only allows the header with this name. `*` never allows `authorization`.
    ///
    /// Browsers send [safelisted headers](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)
    /// without this permission, but this function treats them like other headers.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlAllowHeaders;
    ///
    /// let any = AccessControlAllowHeaders::new(["*"])?;
    /// assert!(any.allows("X-Test", false));
    /// assert!(!any.allows("X-Test", true));
    /// assert!(!any.allows("Authorization", false));
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    #[must_use]
    pub fn allows(&self, name: &str, credentialed: bool) -> bool {
        let wildcard_applies = !credentialed && !is_non_wildcard(name);
        self.0.contains_name(name) || (wildcard_applies && self.0.contains("*"))
    }

    /// Returns the names, in lower case, sorted and without duplicates.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlAllowHeaders;
    ///
    /// let allowed = AccessControlAllowHeaders::new(["X-Test", "*"])?;
    /// assert!(allowed.names().eq(["*", "x-test"]));
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }
}

impl Header for AccessControlAllowHeaders {
    const NAME: &'static str = "access-control-allow-headers";

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        let list = TokenList::parse(lines)?;
        Ok(list.map(|list| Self(list.into_names())))
    }
}

impl fmt::Display for AccessControlAllowHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse, parse_valid};
    use super::super::{Header, InvalidHeaderKind};
    use super::AccessControlAllowHeaders as Names;

    #[test]
    fn allows_follows_the_standard() {
        // Browsers differ from the standard in one case: without credentials, they allow
        // `Authorization` by `*`.
        let table: [(&[&str], &str, bool, bool); 19] = [
            (&["X-Test"], "x-test", false, true),
            (&["x-test"], "X-Test", false, true),
            (&["*"], "x-test", false, true),
            (&["*"], "x-test", true, false),
            (&["*"], "*", true, true),
            (&["*"], "*", false, true),
            (&["*"], "authorization", false, false),
            (&["*"], "Authorization", false, false),
            (&["*"], "authorization", true, false),
            (&["*, Authorization"], "authorization", false, true),
            (&["authorization"], "Authorization", false, true),
            (&["authorization"], "authorization", true, true),
            (&["X-Other", "X-Test"], "x-test", false, true),
            (&[",,X-Test,"], "x-test", false, true),
            (&["content-type"], "content-type", false, true),
            (&["*"], "content-type", false, true),
            (&["x-test"], "x-tes", false, false),
            (&["x-tes"], "x-test", false, false),
            (&[""], "x-test", false, false),
        ];
        for (lines, name, credentialed, allowed) in table {
            assert_eq!(
                parse_valid::<Names>(lines).allows(name, credentialed),
                allowed,
                "{lines:?} for {name}, credentialed: {credentialed}"
            );
        }
    }

    #[test]
    fn one_invalid_name_invalidates_the_list() {
        for line in ["X-Test, bad header", "X-A:", "x-a x-b"] {
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
        let names = parse_valid::<Names>(&["X-b, *", "Accept,x-A,,X-B"]);
        assert_eq!(names.to_string(), "*,accept,x-a,x-b");
        assert!(names.names().eq(["*", "accept", "x-a", "x-b"]));
        assert_round_trip(&names);
        assert_eq!(Names::new(["X-B", "*", "x-a", "accept"]), Ok(names));
    }

    #[test]
    fn list_may_be_empty() {
        assert_eq!(parse::<Names>(&[]), Ok(None));
        let empty = parse_valid::<Names>(&[" , "]);
        assert_eq!(empty.names().count(), 0);
        assert_round_trip(&empty);
    }
}
