//! `Access-Control-Allow-Headers`: the request headers a preflight grants.

use super::error::InvalidHeader;
use super::header::Header;
use super::token_list::TokenList;
use std::fmt;

/// The one [CORS non-wildcard request-header
/// name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
const NON_WILDCARD: &str = "authorization";

/// The request headers a preflight grants: the
/// [`Access-Control-Allow-Headers`](https://fetch.spec.whatwg.org/#http-access-control-allow-headers)
/// header.
///
/// Names in any case; kept and written in lower case, sorted and each once. `*` is one of them or
/// not, like any other token.
///
/// ```
/// use cors_runtime::headers::{AccessControlAllowHeaders, Header};
///
/// let granted = AccessControlAllowHeaders::parse([b"X-Test, Content-Type".as_slice()])?
///     .expect("there is a line");
/// assert!(granted.allows("x-test", true));
/// assert_eq!(granted.to_string(), "content-type,x-test");
/// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlAllowHeaders(TokenList);

impl AccessControlAllowHeaders {
    /// Grants the headers `names`.
    ///
    /// # Errors
    ///
    /// [`InvalidHeaderKind::ElementNotAToken`](super::InvalidHeaderKind::ElementNotAToken) when one is not a token, and
    /// [`InvalidHeaderKind::TooManyElements`](super::InvalidHeaderKind::TooManyElements) or
    /// [`InvalidHeaderKind::TooLong`](super::InvalidHeaderKind::TooLong) when there are more than could be read again.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlAllowHeaders;
    ///
    /// let granted = AccessControlAllowHeaders::new(["X-Test", "Authorization"])?;
    /// assert_eq!(granted.to_string(), "authorization,x-test");
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, InvalidHeader> {
        TokenList::of(names)
            .map(|list| Self(list.into_names()))
            .map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }

    /// Whether the list covers the request header `name`, by the comparison of the
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0):
    /// it is in the list in any case, or `*` is. `credentialed` says whether the request's
    /// credentials mode is `include`; then `*` is only the header of that name. `authorization`
    /// must be listed by name: `*` never covers it.
    ///
    /// Browsers ask for no permission where a header's name and value are safelisted; that is not
    /// the header's doing, and not asked here.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlAllowHeaders;
    ///
    /// let any = AccessControlAllowHeaders::new(["*"])?;
    /// assert!(any.allows("X-Test", false));
    /// assert!(!any.allows("X-Test", true));
    /// assert!(!any.allows("Authorization", false));
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    #[must_use]
    pub fn allows(&self, name: &str, credentialed: bool) -> bool {
        let wildcard_applies = !credentialed && !name.eq_ignore_ascii_case(NON_WILDCARD);
        self.0.contains_name(name) || (wildcard_applies && self.0.contains("*"))
    }

    /// The names, in lower case, sorted and each once.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlAllowHeaders;
    ///
    /// let granted = AccessControlAllowHeaders::new(["X-Test", "*"])?;
    /// assert!(granted.names().eq(["*", "x-test"]));
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }
}

impl Header for AccessControlAllowHeaders {
    const NAME: &'static str = "access-control-allow-headers";

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        TokenList::read(lines)
            .map(|list| list.map(|list| Self(list.into_names())))
            .map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }
}

impl fmt::Display for AccessControlAllowHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{read, round_trip, valid};
    use super::super::{Header, InvalidHeaderKind};
    use super::AccessControlAllowHeaders as Names;

    #[test]
    fn what_the_standard_lets_through() {
        // The lines, the header a script sets, its credentials, the standard's verdict. Both
        // engines agree but for `*` and `Authorization` without credentials, which they let pass.
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
                valid::<Names>(lines).allows(name, credentialed),
                allowed,
                "{lines:?} for {name}, credentialed: {credentialed}"
            );
        }
    }

    #[test]
    fn one_bad_name_voids_the_list() {
        for line in ["X-Test, bad header", "X-A:", "x-a x-b"] {
            assert_eq!(
                read::<Names>(&[line]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{line}"
            );
        }
        let refused = Names::new(["X-A, X-B"]).unwrap_err();
        assert_eq!(refused.header(), Names::NAME);
    }

    #[test]
    fn written_in_lower_case_and_sorted() {
        let names = valid::<Names>(&["X-b, *", "Accept,x-A,,X-B"]);
        assert_eq!(names.to_string(), "*,accept,x-a,x-b");
        assert!(names.names().eq(["*", "accept", "x-a", "x-b"]));
        round_trip(&names);
        assert_eq!(Names::new(["X-B", "*", "x-a", "accept"]), Ok(names));
    }

    #[test]
    fn an_empty_list_is_a_list() {
        assert_eq!(read::<Names>(&[]), Ok(None));
        let empty = valid::<Names>(&[" , "]);
        assert_eq!(empty.names().count(), 0);
        round_trip(&empty);
    }
}
