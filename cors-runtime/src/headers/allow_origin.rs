//! The header `Access-Control-Allow-Origin`.

use super::error::InvalidHeaderKind;
use super::header::{Header, Lines};
use super::origin::Origin;
use super::single_value::single_value;
use std::fmt;

/// The [`Access-Control-Allow-Origin`](https://fetch.spec.whatwg.org/#http-access-control-allow-origin)
/// header: the origin whose scripts may read the response.
///
/// Its value is `*`, a single origin, or `null`; lists and patterns are invalid.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlAllowOrigin, Header};
///
/// let allowed = AccessControlAllowOrigin::parse([b"https://app.example".as_slice()])?
///     .expect("there is a line");
/// assert!(allowed.allows("https://app.example", true));
/// assert!(!allowed.allows("https://APP.example", true));
///
/// assert!(AccessControlAllowOrigin::parse([b"https://*.example".as_slice()]).is_err());
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AccessControlAllowOrigin {
    /// `*`: any origin, without credentials.
    Any,
    /// One origin, or `null`.
    One(Origin),
}

impl AccessControlAllowOrigin {
    /// Returns whether the header allows `origin`, the serialised origin of the request, by the
    /// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check). `credentialed` is whether the
    /// credentials mode of the request is `include`.
    ///
    /// For a credentialed request, the CORS check also requires
    /// [`AccessControlAllowCredentials`](super::AccessControlAllowCredentials).
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlAllowOrigin;
    ///
    /// assert!(AccessControlAllowOrigin::Any.allows("https://app.example", false));
    /// assert!(!AccessControlAllowOrigin::Any.allows("https://app.example", true));
    /// ```
    #[must_use]
    pub fn allows(&self, origin: &str, credentialed: bool) -> bool {
        match self {
            // With credentials, `*` is compared like an origin, and so is never equal.
            Self::Any => !credentialed,
            Self::One(allowed) => allowed.as_str() == origin,
        }
    }

    fn parse_value(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
        if value == b"*" {
            return Ok(Self::Any);
        }
        Origin::parse_value(value).map(Self::One)
    }
}

impl Header for AccessControlAllowOrigin {
    const NAME: &'static str = "access-control-allow-origin";

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        single_value(lines)?.map(Self::parse_value).transpose()
    }
}

impl fmt::Display for AccessControlAllowOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::One(origin) => origin.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse, parse_valid};
    use super::AccessControlAllowOrigin as Allowed;
    use super::*;

    const PAGE: &str = "http://a.test:8101";

    #[test]
    fn valid_values_are_parsed() {
        let page = Allowed::One(Origin::new(PAGE).unwrap());
        let table = [
            ("*", Allowed::Any),
            ("null", Allowed::One(Origin::Null)),
            (PAGE, page.clone()),
            ("   http://a.test:8101", page.clone()),
            ("http://a.test:8101 \t", page),
        ];
        for (line, header) in table {
            assert_eq!(parse(&[line]), Ok(Some(header.clone())), "{line}");
            assert_round_trip(&header);
        }
        assert_eq!(parse::<Allowed>(&[]), Ok(None));
    }

    #[test]
    fn values_in_other_forms_are_invalid() {
        for line in [
            "http://a.test:8101/",
            "http://a.test:8101/x",
            "http://a.test:8101?",
            "http://a.test:8101#",
            "HTTP://A.TEST:8101",
            "HTTP://a.test:8101",
            "a.test:8101",
            "http://a.test:8101 http://x.test",
            "http://*.test:8101",
            "http://a.test:*",
            "**",
            "Null",
        ] {
            assert_eq!(
                parse::<Allowed>(&[line]),
                Err(InvalidHeaderKind::NotAnOrigin),
                "{line}"
            );
        }
        assert_eq!(parse::<Allowed>(&[""]), Err(InvalidHeaderKind::Empty));
    }

    #[test]
    fn multiple_values_are_invalid() {
        for lines in [
            ["http://a.test:8101, *"].as_slice(),
            &["http://a.test:8101, http://x.test"],
            &["http://a.test:8101, http://a.test:8101"],
            &[PAGE, PAGE],
            &["*", "*"],
            &["*", PAGE],
        ] {
            assert_eq!(
                parse::<Allowed>(lines),
                Err(InvalidHeaderKind::MultipleValues),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn allows_follows_the_cors_check() {
        let table = [
            ("*", PAGE, false, true),
            ("*", PAGE, true, false),
            ("*", "null", false, true),
            ("*", "null", true, false),
            ("*", "*", true, false),
            (PAGE, PAGE, false, true),
            (PAGE, PAGE, true, true),
            (PAGE, "http://a.test", false, false),
            (PAGE, "http://A.test:8101", false, false),
            (PAGE, "http://a.test:8101/", false, false),
            (PAGE, "null", false, false),
            ("http://a.test", "http://a.test.", false, false),
            ("http://a.test:80", "http://a.test", false, false),
            ("null", "null", false, true),
            ("null", "null", true, true),
            ("null", PAGE, false, false),
        ];
        for (line, origin, credentialed, allowed) in table {
            assert_eq!(
                parse_valid::<Allowed>(&[line]).allows(origin, credentialed),
                allowed,
                "{line} for {origin}, credentialed: {credentialed}"
            );
        }
    }
}
