//! `Access-Control-Expose-Headers`: the response headers a script may read.

use super::error::InvalidHeader;
use super::header::Header;
use super::token_list::TokenList;
use std::fmt;

/// The response headers a script may read: the
/// [`Access-Control-Expose-Headers`](https://fetch.spec.whatwg.org/#http-access-control-expose-headers)
/// header.
///
/// Names in any case; kept and written in lower case, sorted and each once. `*` is one of them or
/// not, like any other token.
///
/// ```
/// use cors_runtime::headers::{AccessControlExposeHeaders, Header};
///
/// let exposed = AccessControlExposeHeaders::parse([b"X-Total, ETag".as_slice()])?
///     .expect("there is a line");
/// assert!(exposed.exposes("etag", true));
/// assert_eq!(exposed.to_string(), "etag,x-total");
/// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlExposeHeaders(TokenList);

impl AccessControlExposeHeaders {
    /// Exposes the headers `names`.
    ///
    /// # Errors
    ///
    /// [`InvalidHeaderKind::ElementNotAToken`](super::InvalidHeaderKind::ElementNotAToken) when one is not a token, and
    /// [`InvalidHeaderKind::TooManyElements`](super::InvalidHeaderKind::TooManyElements) or
    /// [`InvalidHeaderKind::TooLong`](super::InvalidHeaderKind::TooLong) when there are more than could be read again.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlExposeHeaders;
    ///
    /// let exposed = AccessControlExposeHeaders::new(["X-Total", "ETag"])?;
    /// assert_eq!(exposed.to_string(), "etag,x-total");
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, InvalidHeader> {
        TokenList::of(names)
            .map(|list| Self(list.into_names()))
            .map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }

    /// Whether the list exposes the response header `name`, as
    /// [main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch) reads it: it is in the list
    /// in any case, or `*` is. `credentialed` says whether the request's credentials mode is
    /// `include`; then `*` is only the header of that name. Otherwise `*` covers every header,
    /// `authorization` too: the exception of
    /// [`AccessControlAllowHeaders`](super::AccessControlAllowHeaders) is for requests.
    ///
    /// Browsers show the safelisted headers (`content-type` and six more) without a list, and
    /// `set-cookie` never; that is not the header's doing, and not asked here.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlExposeHeaders;
    ///
    /// let any = AccessControlExposeHeaders::new(["*"])?;
    /// assert!(any.exposes("ETag", false));
    /// assert!(!any.exposes("ETag", true));
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    #[must_use]
    pub fn exposes(&self, name: &str, credentialed: bool) -> bool {
        self.0.contains_name(name) || (!credentialed && self.0.contains("*"))
    }

    /// The names, in lower case, sorted and each once.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlExposeHeaders;
    ///
    /// let exposed = AccessControlExposeHeaders::new(["X-Total", "ETag"])?;
    /// assert!(exposed.names().eq(["etag", "x-total"]));
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }
}

impl Header for AccessControlExposeHeaders {
    const NAME: &'static str = "access-control-expose-headers";

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        TokenList::read(lines)
            .map(|list| list.map(|list| Self(list.into_names())))
            .map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }
}

impl fmt::Display for AccessControlExposeHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{read, round_trip, valid};
    use super::super::{Header, InvalidHeaderKind};
    use super::AccessControlExposeHeaders as Names;

    #[test]
    fn what_browsers_show() {
        // The lines, the header a script reads, its credentials, the verdict of both engines.
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
                valid::<Names>(lines).exposes(name, credentialed),
                exposed,
                "{lines:?} for {name}, credentialed: {credentialed}"
            );
        }
    }

    #[test]
    fn one_bad_name_voids_the_list() {
        for line in ["X-One X-Two", "X-One;X-Two", "\"X-One\"", "x-foo, b@d/"] {
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
        let names = valid::<Names>(&["X-b, ETag", "x-A,,X-B"]);
        assert_eq!(names.to_string(), "etag,x-a,x-b");
        assert!(names.names().eq(["etag", "x-a", "x-b"]));
        round_trip(&names);
        assert_eq!(Names::new(["X-B", "x-a", "etag"]), Ok(names));
    }

    #[test]
    fn an_empty_list_is_a_list() {
        assert_eq!(read::<Names>(&[]), Ok(None));
        let empty = valid::<Names>(&[""]);
        assert_eq!(empty.names().count(), 0);
        assert!(!empty.exposes("etag", false));
        round_trip(&empty);
    }
}
