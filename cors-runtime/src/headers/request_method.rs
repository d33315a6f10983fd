//! The header `Access-Control-Request-Method`.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::{Header, Lines};
use super::single_value::{MAX_LINE_LEN, single_value};
use cors_policy::names::token::is_token;
use std::fmt;

/// The [`Access-Control-Request-Method`](https://fetch.spec.whatwg.org/#http-access-control-request-method)
/// header: the method that a preflight requests.
///
/// Methods are case-sensitive: `patch` is not `PATCH`.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlRequestMethod, Header};
///
/// let requested = AccessControlRequestMethod::parse([b"patch".as_slice()])?;
/// assert_eq!(requested.expect("there is a line").as_str(), "patch");
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlRequestMethod(Box<str>);

impl AccessControlRequestMethod {
    /// Creates the header from a method.
    ///
    /// # Errors
    ///
    /// Returns [`NotAToken`](InvalidHeaderKind::NotAToken) if `method` is not a token, and
    /// [`TooLong`](InvalidHeaderKind::TooLong) if it is longer than 1,024 bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlRequestMethod;
    ///
    /// assert_eq!(AccessControlRequestMethod::new("PUT")?.to_string(), "PUT");
    /// assert!(AccessControlRequestMethod::new("PUT, GET").is_err());
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn new(method: &str) -> Result<Self, InvalidHeader> {
        Self::parse_value(method.as_bytes()).map_err(|kind| InvalidHeader::new(Self::NAME, kind))
    }

    /// Returns the method.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parse_value(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
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

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        single_value(lines)?.map(Self::parse_value).transpose()
    }
}

impl fmt::Display for AccessControlRequestMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse, parse_valid};
    use super::AccessControlRequestMethod as Method;
    use super::*;

    #[test]
    fn method_is_a_token_and_keeps_its_case() {
        for text in ["GET", "PUT", "patch", "Egg", "QUERY", "*"] {
            let method = parse_valid::<Method>(&[text]);
            assert_eq!(method.as_str(), text);
            assert_eq!(Method::new(text).as_ref(), Ok(&method));
            assert_round_trip(&method);
        }
        assert_eq!(parse_valid::<Method>(&["\tPUT "]).as_str(), "PUT");
    }

    #[test]
    fn other_values_are_invalid() {
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
        for (lines, kind) in table {
            assert_eq!(parse::<Method>(lines), Err(kind), "{lines:?}");
        }
        assert_eq!(parse::<Method>(&[]), Ok(None));
        assert!(Method::parse([b"\xff".as_slice()]).is_err());
        assert!(Method::new("").is_err());
        assert!(Method::new(" PUT").is_err());
    }

    #[test]
    fn new_has_the_same_limit_as_parse() {
        let longest = "M".repeat(1024);
        assert_round_trip(&Method::new(&longest).unwrap());
        let limit = 1024;
        let invalid = Method::new(&format!("M{longest}")).unwrap_err();
        assert_eq!(invalid.kind(), InvalidHeaderKind::TooLong { limit });
    }
}
