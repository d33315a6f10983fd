//! `Access-Control-Allow-Methods`: the methods a preflight grants.

use super::error::InvalidHeader;
use super::header::Header;
use super::token_list::TokenList;
use std::fmt;

/// The methods a preflight grants: the
/// [`Access-Control-Allow-Methods`](https://fetch.spec.whatwg.org/#http-access-control-allow-methods)
/// header.
///
/// Case-sensitive, in the order in which they were given. `*` is one of them or not, like any
/// other token.
///
/// ```
/// use cors_runtime::headers::{AccessControlAllowMethods, Header};
///
/// let granted = AccessControlAllowMethods::parse([b"PUT,, DELETE".as_slice()])?
///     .expect("there is a line");
/// assert!(granted.allows("DELETE", true));
/// assert!(!granted.allows("delete", true));
/// assert!(AccessControlAllowMethods::parse([b"PUT, bad method".as_slice()]).is_err());
/// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessControlAllowMethods(TokenList);

impl AccessControlAllowMethods {
    /// Grants `methods`.
    ///
    /// # Errors
    ///
    /// [`InvalidHeaderKind::ElementNotAToken`](super::InvalidHeaderKind::ElementNotAToken) when one is not a token, and
    /// [`InvalidHeaderKind::TooManyElements`](super::InvalidHeaderKind::TooManyElements) or
    /// [`InvalidHeaderKind::TooLong`](super::InvalidHeaderKind::TooLong) when there are more than could be read again.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlAllowMethods;
    ///
    /// let granted = AccessControlAllowMethods::new(["PUT", "DELETE"])?;
    /// assert_eq!(granted.to_string(), "PUT,DELETE");
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn new<'m>(methods: impl IntoIterator<Item = &'m str>) -> Result<Self, InvalidHeader> {
        TokenList::of(methods)
            .map(Self)
            .map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }

    /// Whether the list covers `method`, by the comparison of the
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0):
    /// it is in the list byte for byte, or `*` is. `credentialed` says whether the request's
    /// credentials mode is `include`; then `*` is only the method of that name.
    ///
    /// Browsers let the safelisted methods `GET`, `HEAD` and `POST` through whatever is listed, and
    /// also where there is no list; that is not the header's doing, and not asked here.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlAllowMethods;
    ///
    /// let any = AccessControlAllowMethods::new(["*"])?;
    /// assert!(any.allows("PUT", false));
    /// assert!(!any.allows("PUT", true));
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    #[must_use]
    pub fn allows(&self, method: &str, credentialed: bool) -> bool {
        self.0.contains(method) || (!credentialed && self.0.contains("*"))
    }

    /// The methods, in the order in which they were given. Empty elements are not among them.
    ///
    /// ```
    /// use cors_runtime::headers::AccessControlAllowMethods;
    ///
    /// let granted = AccessControlAllowMethods::new(["PUT", "DELETE"])?;
    /// assert!(granted.methods().eq(["PUT", "DELETE"]));
    /// # Ok::<(), cors_runtime::headers::InvalidHeader>(())
    /// ```
    pub fn methods(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }
}

impl Header for AccessControlAllowMethods {
    const NAME: &'static str = "access-control-allow-methods";

    fn parse<'a, L>(lines: L) -> Result<Option<Self>, InvalidHeader>
    where
        L: IntoIterator<Item = &'a [u8]>,
    {
        TokenList::read(lines)
            .map(|list| list.map(Self))
            .map_err(|reason| InvalidHeader::new(Self::NAME, reason))
    }
}

impl fmt::Display for AccessControlAllowMethods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{read, round_trip, valid};
    use super::super::{Header, InvalidHeaderKind};
    use super::AccessControlAllowMethods as Methods;

    #[test]
    fn what_browsers_let_through() {
        // The lines, the method a script asks for, its credentials, the verdict of both engines.
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
                valid::<Methods>(lines).allows(method, credentialed),
                allowed,
                "{lines:?} for {method}, credentialed: {credentialed}"
            );
        }
    }

    #[test]
    fn one_bad_method_voids_the_list() {
        for line in ["PUT, bad method", "\"PUT\"", "PUT;q=1"] {
            assert_eq!(
                read::<Methods>(&[line]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{line}"
            );
        }
        let refused = Methods::new(["GET, POST"]).unwrap_err();
        assert_eq!(refused.header(), Methods::NAME);
    }

    #[test]
    fn written_in_order_and_case() {
        let methods = valid::<Methods>(&["put , PUT,", "", "Egg"]);
        assert_eq!(methods.to_string(), "put,PUT,Egg");
        assert!(methods.methods().eq(["put", "PUT", "Egg"]));
        round_trip(&methods);
        assert_eq!(Methods::new(["put", "PUT", "Egg"]), Ok(methods));
    }

    #[test]
    fn an_empty_list_is_a_list() {
        assert_eq!(read::<Methods>(&[]), Ok(None));
        let empty = valid::<Methods>(&[""]);
        assert_eq!(empty.methods().count(), 0);
        assert!(!empty.allows("", false));
        round_trip(&empty);
    }
}
