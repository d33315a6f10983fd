//! `Access-Control-Request-Method`: the method a preflight asks for.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::Header;
use super::parse_single::{MAX_LINE_LEN, parse_single};
use cors_policy::names::token::is_token;
use std::fmt;

/// The method a preflight asks for: the
/// [`Access-Control-Request-Method`](https://fetch.spec.whatwg.org/#http-access-control-request-method)
/// header.
///
/// Its case is kept, because methods are case-sensitive: `patch` is not `PATCH`.
///
/// ```
/// use cors_runtime::headers::{AccessControlRequestMethod, Header};
///
/// let asked = AccessControlRequestMethod::parse([b"patch".as_slice()])?;
/// assert_eq!(asked.expect("there is a line").as_str(), "patch");
/// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlRequestMethod(Box<str>);

impl AccessControlRequestMethod {
    /// Asks for `method`.
    ///
    /// # Errors
    ///
    /// [`InvalidHeaderKind::NotAToken`] when `method` is not a token, and [`InvalidHeaderKind::TooLong`] when it has more
    /// than 1,024 bytes.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlRequestMethod;
    ///
    /// assert_eq!(AccessControlRequestMethod::new("PUT")?.to_string(), "PUT");
    /// assert!(AccessControlRequestMethod::new("PUT, GET").is_err());
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn new(method: &str) -> Result<Self, InvalidHeader> {
        Self::read(method.as_bytes()).map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }

    /// The method.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn read(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
        let limit = MAX_LINE_LEN;
        if value.len() > limit {
            return Err(InvalidHeaderKind::TooLong { limit });
        }
        std::str::from_utf8(value)
            .ok()
            .filter(|method| is_token(method))
            .map(|method| Self(method.into()))
            .ok_or(InvalidHeaderKind::NotAToken)
    }
}

impl Header for AccessControlRequestMethod {
    const NAME: &'static str = "access-control-request-method";

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        parse_single(lines, Self::read)
    }
}

impl fmt::Display for AccessControlRequestMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{read, round_trip, valid};
    use super::AccessControlRequestMethod as Method;
    use super::*;

    #[test]
    fn a_token_in_its_own_case() {
        for text in ["GET", "PUT", "patch", "Egg", "QUERY", "*"] {
            let method = valid::<Method>(&[text]);
            assert_eq!(method.as_str(), text);
            assert_eq!(Method::new(text).as_ref(), Ok(&method));
            round_trip(&method);
        }
        assert_eq!(valid::<Method>(&["\tPUT "]).as_str(), "PUT");
    }

    #[test]
    fn anything_else_is_refused() {
        let table: [(&[&str], InvalidHeaderKind); 8] = [
            (&[""], InvalidHeaderKind::Empty),
            (&["GET POST"], InvalidHeaderKind::NotAToken),
            (&["\"PUT\""], InvalidHeaderKind::NotAToken),
            (&["PUT;q=1"], InvalidHeaderKind::NotAToken),
            (&["résumé"], InvalidHeaderKind::NotAToken),
            (&["PUT\r\nx: y"], InvalidHeaderKind::NotAToken),
            (&["GET, PUT"], InvalidHeaderKind::MultipleValues),
            (&["PUT", "PUT"], InvalidHeaderKind::MultipleValues),
        ];
        for (lines, reason) in table {
            assert_eq!(read::<Method>(lines), Err(reason), "{lines:?}");
        }
        assert_eq!(read::<Method>(&[]), Ok(None));
        assert!(Method::parse([b"\xff".as_slice()]).is_err());
        assert!(Method::new("").is_err());
        assert!(Method::new(" PUT").is_err());
    }

    #[test]
    fn what_can_be_made_can_be_read() {
        let longest = "M".repeat(1024);
        round_trip(&Method::new(&longest).unwrap());
        let limit = 1024;
        let refused = Method::new(&format!("M{longest}")).unwrap_err();
        assert_eq!(refused.kind(), InvalidHeaderKind::TooLong { limit });
    }
}
