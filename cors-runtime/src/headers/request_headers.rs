//! `Access-Control-Request-Headers`: the header names a preflight asks for.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::Header;
use super::token_list::TokenList;
use std::fmt;

/// The header names a preflight asks for: the
/// [`Access-Control-Request-Headers`](https://fetch.spec.whatwg.org/#http-access-control-request-headers)
/// header.
///
/// At least one name. Names are kept as browsers send them, in lower case, sorted and each once,
/// whatever a stranger sent.
///
/// ```
/// use cors_runtime::headers::{AccessControlRequestHeaders, Header};
///
/// let lines = ["X-B, authorization".as_bytes(), "x-a,,X-B".as_bytes()];
/// let asked = AccessControlRequestHeaders::parse(lines)?.expect("there are two lines");
/// assert_eq!(asked.to_string(), "authorization,x-a,x-b");
/// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlRequestHeaders(TokenList);

impl AccessControlRequestHeaders {
    /// Asks for the headers `names`.
    ///
    /// # Errors
    ///
    /// [`InvalidHeaderKind::Empty`] when there is no name, [`InvalidHeaderKind::ElementNotAToken`] when one is not a
    /// token, and [`InvalidHeaderKind::TooManyElements`] or [`InvalidHeaderKind::TooLong`] when there are more than
    /// could be read again.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlRequestHeaders;
    ///
    /// let asked = AccessControlRequestHeaders::new(["X-Test", "Content-Type"])?;
    /// assert_eq!(asked.to_string(), "content-type,x-test");
    /// assert!(AccessControlRequestHeaders::new([]).is_err());
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, InvalidHeader> {
        TokenList::of(names)
            .and_then(Self::at_least_one)
            .map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }

    /// The names, in lower case, sorted and each once.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlRequestHeaders;
    ///
    /// let asked = AccessControlRequestHeaders::new(["x-b", "X-A"])?;
    /// assert!(asked.names().eq(["x-a", "x-b"]));
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }

    /// `1#` of the grammar, where the other lists have `#`.
    fn at_least_one(list: TokenList) -> Result<Self, InvalidHeaderKind> {
        if list.is_empty() {
            return Err(InvalidHeaderKind::Empty);
        }
        Ok(Self(list.into_names()))
    }
}

impl Header for AccessControlRequestHeaders {
    const NAME: &'static str = "access-control-request-headers";

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        TokenList::read(lines)
            .and_then(|list| list.map(Self::at_least_one).transpose())
            .map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }
}

impl fmt::Display for AccessControlRequestHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{read, round_trip, valid};
    use super::AccessControlRequestHeaders as Names;
    use super::*;

    #[test]
    fn written_as_browsers_write_it() {
        let table: [(&[&str], &str); 6] = [
            (&["authorization,x-a,x-b"], "authorization,x-a,x-b"),
            (&["X-B, X-A", "Authorization"], "authorization,x-a,x-b"),
            (&["x-a,X-A,x-a"], "x-a"),
            (&["x-a10,x-a1,x-a-,x-a"], "x-a,x-a-,x-a1,x-a10"),
            (&[",,X-Test,"], "x-test"),
            (&["*"], "*"),
        ];
        for (lines, written) in table {
            let names = valid::<Names>(lines);
            assert_eq!(names.to_string(), written);
            assert!(names.names().eq(written.split(',')));
            round_trip(&names);
        }
    }

    #[test]
    fn at_least_one_name() {
        assert_eq!(read::<Names>(&[]), Ok(None));
        for line in ["", " ", ",,,"] {
            assert_eq!(
                read::<Names>(&[line]),
                Err(InvalidHeaderKind::Empty),
                "{line:?}"
            );
        }
        assert_eq!(Names::new([]).unwrap_err().kind(), InvalidHeaderKind::Empty);
        assert!(read::<Names>(&["", "x-a"]).is_ok());
    }

    #[test]
    fn one_bad_name_voids_the_list() {
        for line in ["x-a, bad header", "x-a;x-b", "\"x-a\"", "x-a:", ":path"] {
            assert_eq!(
                read::<Names>(&[line]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{line}"
            );
        }
        assert!(Names::new(["x-a,x-b"]).is_err());
    }

    #[test]
    fn commas_cost_nothing() {
        let commas = ",".repeat(1024);
        let limit = 1024;
        assert_eq!(
            read::<Names>(&[&commas]),
            Err(InvalidHeaderKind::TooManyElements { limit })
        );
    }
}
