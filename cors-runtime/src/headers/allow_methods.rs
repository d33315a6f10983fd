//! The header `Access-Control-Allow-Methods`.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::{Header, Lines};
use super::token_list::TokenList;
use std::fmt;

/// The [`Access-Control-Allow-Methods`](https://fetch.spec.whatwg.org/#http-access-control-allow-methods)
/// header: the methods that a preflight allows.
///
/// Methods are case-sensitive, and keep their order. `*` is a method like any other.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{AccessControlAllowMethods, Header};
///
/// let allowed = AccessControlAllowMethods::parse([b"PUT,, DELETE".as_slice()])?
///     .expect("there is a line");
/// assert!(allowed.allows("DELETE", true));
/// assert!(!allowed.allows("delete", true));
/// assert!(AccessControlAllowMethods::parse([b"PUT, bad method".as_slice()]).is_err());
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlAllowMethods(TokenList);

impl AccessControlAllowMethods {
    /// Creates the header from a list of methods.
    ///
    /// # Errors
    ///
    /// Returns [`ElementNotAToken`](super::InvalidHeaderKind::ElementNotAToken) if a method is not a token, and
    /// [`TooManyElements`](super::InvalidHeaderKind::TooManyElements) or
    /// [`TooLong`](super::InvalidHeaderKind::TooLong) if the list exceeds the limits of [`Header::parse`].
    ///
    /// # Examples
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlAllowMethods;
    ///
    /// let allowed = AccessControlAllowMethods::new(["PUT", "DELETE"])?;
    /// assert_eq!(allowed.to_string(), "PUT,DELETE");
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn new<'m>(methods: impl IntoIterator<Item = &'m str>) -> Result<Self, InvalidHeader> {
        TokenList::new(methods)
            .map(Self)
            .map_err(|kind| InvalidHeader::new(Self::NAME, kind))
    }

    /// Returns whether the list allows `method`, by the
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0): it must contain
    /// `method` with the same case, or `*`. `credentialed` is whether the credentials mode of the request
    /// is `include`; if so, `*` only allows the method with this name.
    ///
    /// Browsers send the [safelisted methods](https://fetch.spec.whatwg.org/#cors-safelisted-method) `GET`,
    /// `HEAD` and `POST` without this permission, but this function treats them like other methods.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlAllowMethods;
    ///
    /// let any = AccessControlAllowMethods::new(["*"])?;
    /// assert!(any.allows("PUT", false));
    /// assert!(!any.allows("PUT", true));
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    #[must_use]
    pub fn allows(&self, method: &str, credentialed: bool) -> bool {
        self.0.contains(method) || (!credentialed && self.0.contains("*"))
    }

    /// Returns the methods, in their order.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::AccessControlAllowMethods;
    ///
    /// let allowed = AccessControlAllowMethods::new(["PUT", "DELETE"])?;
    /// assert!(allowed.methods().eq(["PUT", "DELETE"]));
    /// # Ok::<(), cors::headers::InvalidHeader>(())
    /// ```
    pub fn methods(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }
}

impl Header for AccessControlAllowMethods {
    const NAME: &'static str = "access-control-allow-methods";

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        Ok(TokenList::parse(lines)?.map(Self))
    }
}

impl fmt::Display for AccessControlAllowMethods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse, parse_valid};
    use super::super::{Header, InvalidHeaderKind};
    use super::AccessControlAllowMethods as Methods;

    #[test]
    fn allows_follows_the_standard() {
        let table: [(&[&str], &str, bool, bool); 19] = [
            (&["PUT"], "PUT", false, true),
            (&["put"], "PUT", false, false),
            (&["*"], "PUT", false, true),
            (&["*"], "PUT", true, false),
            (&["*"], "*", true, true),
            (&["*"], "patch", false, true),
            (&["GET, POST"], "PUT", false, false),
            (&["GET,DELETE"], "DELETE", true, true),
            (&["PATCH"], "PATCH", false, true),
            (&["PATCH"], "patch", false, false),
            (&["patch"], "patch", false, true),
            (&["patch"], "PATCH", false, false),
            (&["OPTIONS"], "OPTIONS", false, true),
            (&["Egg"], "Egg", false, true),
            (&["EGG"], "Egg", false, false),
            (&["PUT,,"], "PUT", false, true),
            (&["GET", "PUT"], "PUT", false, true),
            (&["PUT, *"], "DELETE", false, true),
            (&["PUT, *"], "DELETE", true, false),
        ];
        for (lines, method, credentialed, allowed) in table {
            assert_eq!(
                parse_valid::<Methods>(lines).allows(method, credentialed),
                allowed,
                "{lines:?} for {method}, credentialed: {credentialed}"
            );
        }
    }

    #[test]
    fn one_invalid_method_invalidates_the_list() {
        for line in ["PUT, bad method", "\"PUT\"", "PUT;q=1"] {
            assert_eq!(
                parse::<Methods>(&[line]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{line}"
            );
        }
        let invalid = Methods::new(["GET, POST"]).unwrap_err();
        assert_eq!(invalid.header(), Methods::NAME);
    }

    #[test]
    fn methods_keep_their_order_and_case() {
        let methods = parse_valid::<Methods>(&["put , PUT,", "", "Egg"]);
        assert_eq!(methods.to_string(), "put,PUT,Egg");
        assert!(methods.methods().eq(["put", "PUT", "Egg"]));
        assert_round_trip(&methods);
        assert_eq!(Methods::new(["put", "PUT", "Egg"]), Ok(methods));
    }

    #[test]
    fn list_may_be_empty() {
        assert_eq!(parse::<Methods>(&[]), Ok(None));
        let empty = parse_valid::<Methods>(&[""]);
        assert_eq!(empty.methods().count(), 0);
        assert!(!empty.allows("", false));
        assert_round_trip(&empty);
    }
}
