//! `Access-Control-Allow-Credentials`: whether a credentialed response may be read.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::Header;
use super::parse_single::parse_single;
use std::fmt;

/// That the response may be read although the request had credentials: the
/// [`Access-Control-Allow-Credentials`](https://fetch.spec.whatwg.org/#http-access-control-allow-credentials)
/// header.
///
/// A unit, because the header has one value. Not to allow credentials is to send no header:
/// `false` is no value.
///
/// ```
/// use cors_runtime::headers::{AccessControlAllowCredentials, Header};
///
/// let there = AccessControlAllowCredentials::parse([b"true".as_slice()])?;
/// assert_eq!(there, Some(AccessControlAllowCredentials));
/// assert!(AccessControlAllowCredentials::parse([b"True".as_slice()]).is_err());
/// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlAllowCredentials;

impl AccessControlAllowCredentials {
    /// The one value, compared
    /// [byte for byte](https://fetch.spec.whatwg.org/#concept-cors-check) by browsers.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlAllowCredentials as Credentials;
    /// assert_eq!(Credentials.to_string(), Credentials::VALUE);
    /// ```
    pub const VALUE: &str = "true";

    fn read(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
        if value == Self::VALUE.as_bytes() {
            Ok(Self)
        } else {
            Err(InvalidHeaderKind::NotTrue)
        }
    }
}

impl Header for AccessControlAllowCredentials {
    const NAME: &'static str = "access-control-allow-credentials";

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        parse_single(lines, Self::read)
    }
}

impl fmt::Display for AccessControlAllowCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::VALUE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{read, round_trip};
    use super::AccessControlAllowCredentials as Credentials;
    use super::*;

    #[test]
    fn true_is_the_only_value() {
        assert_eq!(read::<Credentials>(&[]), Ok(None));
        for line in ["true", "true  ", "\ttrue"] {
            assert_eq!(read(&[line]), Ok(Some(Credentials)), "{line:?}");
        }
        assert_eq!(Credentials.to_string(), "true");
        round_trip(&Credentials);
    }

    #[test]
    fn anything_else_is_refused() {
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
        for (lines, reason) in table {
            assert_eq!(read::<Credentials>(lines), Err(reason), "{lines:?}");
        }
    }
}
