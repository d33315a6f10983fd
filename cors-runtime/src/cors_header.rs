//! The `Access-Control-*` response headers, which this library owns.

use crate::headers::{
    AccessControlAllowCredentials, AccessControlAllowHeaders, AccessControlAllowMethods,
    AccessControlAllowOrigin, AccessControlExposeHeaders, AccessControlMaxAge, Header,
};
use crate::policy::Policy;

/// An `Access-Control-*` response header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CorsHeader {
    /// `Access-Control-Allow-Origin`
    AllowOrigin,
    /// `Access-Control-Allow-Credentials`
    AllowCredentials,
    /// `Access-Control-Allow-Methods`
    AllowMethods,
    /// `Access-Control-Allow-Headers`
    AllowHeaders,
    /// `Access-Control-Max-Age`
    MaxAge,
    /// `Access-Control-Expose-Headers`
    ExposeHeaders,
}

impl CorsHeader {
    /// Every header, in the order in which they are sent.
    pub const ALL: [CorsHeader; 6] = [
        CorsHeader::AllowOrigin,
        CorsHeader::AllowCredentials,
        CorsHeader::AllowMethods,
        CorsHeader::AllowHeaders,
        CorsHeader::MaxAge,
        CorsHeader::ExposeHeaders,
    ];

    /// Returns the name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            CorsHeader::AllowOrigin => AccessControlAllowOrigin::NAME,
            CorsHeader::AllowCredentials => AccessControlAllowCredentials::NAME,
            CorsHeader::AllowMethods => AccessControlAllowMethods::NAME,
            CorsHeader::AllowHeaders => AccessControlAllowHeaders::NAME,
            CorsHeader::MaxAge => AccessControlMaxAge::NAME,
            CorsHeader::ExposeHeaders => AccessControlExposeHeaders::NAME,
        }
    }

    /// Returns the header with this name, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        // Hardly any other header has the prefix.
        const PREFIX: &str = "access-control-";
        let prefix = name.get(..PREFIX.len())?;
        if !prefix.eq_ignore_ascii_case(PREFIX) {
            return None;
        }
        let mut headers = Self::ALL.into_iter();
        headers.find(|header| header.name().eq_ignore_ascii_case(name))
    }

    /// Returns the value by `policy`, for a handler with `methods` in wire format; empty if the header
    /// is omitted.
    ///
    /// The value of `Access-Control-Allow-Origin` is that of a policy for any or for a single origin.
    /// With several origins, each response echoes the origin of its request.
    #[must_use]
    pub fn value<'p>(self, policy: &'p Policy, methods: &'p str) -> &'p str {
        match self {
            CorsHeader::AllowOrigin => policy.single_origin().unwrap_or("*"),
            CorsHeader::AllowCredentials if policy.credentials() => {
                AccessControlAllowCredentials::VALUE
            }
            CorsHeader::AllowCredentials => "",
            CorsHeader::AllowMethods => methods,
            CorsHeader::AllowHeaders => policy.headers(),
            CorsHeader::MaxAge => policy.max_age(),
            CorsHeader::ExposeHeaders => policy.exposed_headers(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CorsHeader;

    #[test]
    fn headers_are_found_by_name_in_any_case() {
        for header in CorsHeader::ALL {
            assert_eq!(CorsHeader::from_name(header.name()), Some(header));
            let upper = header.name().to_ascii_uppercase();
            assert_eq!(CorsHeader::from_name(&upper), Some(header));
            assert_eq!(CorsHeader::from_name(&format!("{upper}-x")), None);
        }
        for other in [
            "",
            "vary",
            "access-control-",
            "access-control-request-method",
            "äccess-control-max-age",
        ] {
            assert_eq!(CorsHeader::from_name(other), None, "{other}");
        }
    }
}
