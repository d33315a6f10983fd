//! `Access-Control-Allow-Origin`: who may read the response.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::Header;
use super::origin::Origin;
use super::parse_single::parse_single;
use std::fmt;

/// Who may read the response: the
/// [`Access-Control-Allow-Origin`](https://fetch.spec.whatwg.org/#http-access-control-allow-origin)
/// header.
///
/// `*`, or one origin or `null`; there is no list and no pattern.
///
/// ```
/// use cors_runtime::headers::{AccessControlAllowOrigin, Header};
///
/// let allowed = AccessControlAllowOrigin::parse([b"https://app.example".as_slice()])?
///     .expect("there is a line");
/// assert!(allowed.allows("https://app.example", true));
/// assert!(!allowed.allows("https://APP.example", true));
///
/// assert!(AccessControlAllowOrigin::parse([b"https://*.example".as_slice()]).is_err());
/// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AccessControlAllowOrigin {
    /// `*`: any origin, without credentials.
    Any,
    /// This origin, or `null`.
    One(Origin),
}

impl AccessControlAllowOrigin {
    /// Whether a response with this header passes the origin's half of the
    /// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check) for a request of `origin`,
    /// which is the origin as the browser serialises it. `credentialed` says whether the request's
    /// credentials mode is `include`.
    ///
    /// A credentialed request must also find
    /// [`AccessControlAllowCredentials`](super::AccessControlAllowCredentials): that is the check's
    /// other half, and not asked here.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlAllowOrigin;
    ///
    /// assert!(AccessControlAllowOrigin::Any.allows("https://app.example", false));
    /// assert!(!AccessControlAllowOrigin::Any.allows("https://app.example", true));
    /// ```
    #[must_use]
    pub fn allows(&self, origin: &str, credentialed: bool) -> bool {
        match self {
            // CORS check, step 3. With credentials `*` is compared like an origin, and no origin
            // is written so.
            Self::Any => !credentialed,
            // Byte for byte: the check folds no case and parses no URL.
            Self::One(allowed) => allowed.as_str() == origin,
        }
    }

    fn read(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
        if value == b"*" {
            return Ok(Self::Any);
        }
        Origin::read(value).map(Self::One)
    }
}

impl Header for AccessControlAllowOrigin {
    const NAME: &'static str = "access-control-allow-origin";

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        parse_single(lines, Self::read)
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
    use super::super::test_util::{read, round_trip, valid};
    use super::AccessControlAllowOrigin as Allowed;
    use super::*;

    const PAGE: &str = "http://a.test:8101";

    #[test]
    fn values_that_browsers_accept() {
        let page = Allowed::One(Origin::new(PAGE).unwrap());
        let table = [
            ("*", Allowed::Any),
            ("null", Allowed::One(Origin::Null)),
            (PAGE, page.clone()),
            ("   http://a.test:8101", page.clone()),
            ("http://a.test:8101 \t", page),
        ];
        for (line, header) in table {
            assert_eq!(read(&[line]), Ok(Some(header.clone())), "{line}");
            round_trip(&header);
        }
        assert_eq!(read::<Allowed>(&[]), Ok(None));
    }

    #[test]
    fn values_that_are_no_origin() {
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
                read::<Allowed>(&[line]),
                Err(InvalidHeaderKind::NotAnOrigin),
                "{line}"
            );
        }
        assert_eq!(read::<Allowed>(&[""]), Err(InvalidHeaderKind::Empty));
    }

    #[test]
    fn one_value_only() {
        for lines in [
            ["http://a.test:8101, *"].as_slice(),
            &["http://a.test:8101, http://x.test"],
            &["http://a.test:8101, http://a.test:8101"],
            &[PAGE, PAGE],
            &["*", "*"],
            &["*", PAGE],
        ] {
            assert_eq!(
                read::<Allowed>(lines),
                Err(InvalidHeaderKind::MultipleValues),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn the_origins_half_of_the_cors_check() {
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
                valid::<Allowed>(&[line]).allows(origin, credentialed),
                allowed,
                "{line} for {origin}, credentialed: {credentialed}"
            );
        }
    }
}
