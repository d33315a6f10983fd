//! `Access-Control-Allow-Credentials`: whether a credentialed response may be read.

use super::{Header, Invalid, Reason, single};
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
/// # Ok::<(), cors_runtime::headers::Invalid>(())
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

    fn read(value: &[u8]) -> Result<Self, Reason> {
        if value == Self::VALUE.as_bytes() {
            Ok(Self)
        } else {
            Err(Reason::NotTrue)
        }
    }
}

impl Header for AccessControlAllowCredentials {
    const NAME: &'static str = "access-control-allow-credentials";

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, Invalid>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        single::header(lines, Self::read)
    }
}

impl fmt::Display for AccessControlAllowCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::VALUE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{read, round_trip};
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
        let table: [(&[&str], Reason); 11] = [
            (&["True"], Reason::NotTrue),
            (&["TRUE"], Reason::NotTrue),
            (&["false"], Reason::NotTrue),
            (&["1"], Reason::NotTrue),
            (&["*"], Reason::NotTrue),
            (&["true\r\n"], Reason::NotTrue),
            (&["truetrue"], Reason::NotTrue),
            (&[""], Reason::Empty),
            (&["true, true"], Reason::SeveralValues),
            (&["true", "true"], Reason::SeveralValues),
            (&["true", ""], Reason::SeveralValues),
        ];
        for (lines, reason) in table {
            assert_eq!(read::<Credentials>(lines), Err(reason), "{lines:?}");
        }
    }
}
