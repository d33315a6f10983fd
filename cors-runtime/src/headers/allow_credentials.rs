//! The header `Access-Control-Allow-Credentials`.

use super::error::InvalidHeaderKind;
use super::header::{Header, Lines};
use super::single_value::single_value;
use std::fmt;

/// The [`Access-Control-Allow-Credentials`](https://fetch.spec.whatwg.org/#http-access-control-allow-credentials)
/// header: scripts may read the response to a request with credentials.
///
/// The only valid value is `true`. A server that does not allow credentials omits the header.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlAllowCredentials, Header};
///
/// let header = AccessControlAllowCredentials::parse([b"true".as_slice()])?;
/// assert_eq!(header, Some(AccessControlAllowCredentials));
/// assert!(AccessControlAllowCredentials::parse([b"True".as_slice()]).is_err());
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlAllowCredentials;

impl AccessControlAllowCredentials {
    /// The only value, which browsers compare [byte by byte](https://fetch.spec.whatwg.org/#concept-cors-check).
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlAllowCredentials as Credentials;
    /// assert_eq!(Credentials.to_string(), Credentials::VALUE);
    /// ```
    pub const VALUE: &str = "true";

    fn parse_value(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
        if value == Self::VALUE.as_bytes() {
            Ok(Self)
        } else {
            Err(InvalidHeaderKind::NotTrue)
        }
    }
}

impl Header for AccessControlAllowCredentials {
    const NAME: &'static str = "access-control-allow-credentials";

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        single_value(lines)?.map(Self::parse_value).transpose()
    }
}

impl fmt::Display for AccessControlAllowCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::VALUE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse};
    use super::AccessControlAllowCredentials as Credentials;
    use super::*;

    #[test]
    fn true_is_the_only_value() {
        assert_eq!(parse::<Credentials>(&[]), Ok(None));
        for line in ["true", "true  ", "\ttrue"] {
            assert_eq!(parse(&[line]), Ok(Some(Credentials)), "{line:?}");
        }
        assert_eq!(Credentials.to_string(), "true");
        assert_round_trip(&Credentials);
    }

    #[test]
    fn other_values_are_invalid() {
        let table: [(&[&str], InvalidHeaderKind); 11] = [
            (&["True"], InvalidHeaderKind::NotTrue),
            (&["TRUE"], InvalidHeaderKind::NotTrue),
            (&["false"], InvalidHeaderKind::NotTrue),
            (&["1"], InvalidHeaderKind::NotTrue),
            (&["*"], InvalidHeaderKind::NotTrue),
            (&["true\r\n"], InvalidHeaderKind::NotTrue),
            (&["truetrue"], InvalidHeaderKind::NotTrue),
            (&[""], InvalidHeaderKind::Empty),
            (&["true, true"], InvalidHeaderKind::MultipleValues),
            (&["true", "true"], InvalidHeaderKind::MultipleValues),
            (&["true", ""], InvalidHeaderKind::MultipleValues),
        ];
        for (lines, kind) in table {
            assert_eq!(parse::<Credentials>(lines), Err(kind), "{lines:?}");
        }
    }
}
