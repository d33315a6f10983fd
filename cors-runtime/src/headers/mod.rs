//! The nine headers of the CORS protocol, as types.
//!
//! Each type reads one header from its field lines and writes it again, by the
//! [grammar of the Fetch Standard](https://fetch.spec.whatwg.org/#http-new-header-syntax). A header
//! that is wrong anywhere is [`InvalidHeader`] as a whole, as it is to browsers. Reading takes bytes from
//! anybody, so every reader stops at a fixed size.
//!
//! What a policy may say belongs in [`policy`](crate::policy), what to answer in
//! [`protocol`](crate::protocol). No type in here knows of a request, a response or a framework.
//!
//! | on | headers |
//! | --- | --- |
//! | requests | [`Origin`] |
//! | preflights only | [`AccessControlRequestMethod`], [`AccessControlRequestHeaders`] |
//! | responses | [`AccessControlAllowOrigin`], [`AccessControlAllowCredentials`] |
//! | responses to preflights only | [`AccessControlAllowMethods`], [`AccessControlAllowHeaders`], [`AccessControlMaxAge`] |
//! | responses to other requests only | [`AccessControlExposeHeaders`] |
//!
//! ```
//! use cors_runtime::headers::{AccessControlAllowMethods, Header};
//!
//! let lines = ["GET, PUT".as_bytes(), "DELETE,,".as_bytes()];
//! let methods = AccessControlAllowMethods::parse(lines)?.expect("there are two lines");
//! assert!(methods.allows("DELETE", true));
//! assert_eq!(methods.to_string(), "GET,PUT,DELETE");
//! # Ok::<(), cors_runtime::headers::InvalidHeader>(())
//! ```

mod allow_credentials;
mod allow_headers;
mod allow_methods;
mod allow_origin;
mod error;
mod expose_headers;
mod header;

mod max_age;
mod origin;
mod parse_single;
mod request_headers;
mod request_method;
#[cfg(test)]
mod test_util;
mod token_list;

pub use self::allow_credentials::AccessControlAllowCredentials;
pub use self::allow_headers::AccessControlAllowHeaders;
pub use self::allow_methods::AccessControlAllowMethods;
pub use self::allow_origin::AccessControlAllowOrigin;
pub use self::error::{InvalidHeader, InvalidHeaderKind};
pub use self::expose_headers::AccessControlExposeHeaders;
pub use self::header::Header;
pub use self::max_age::AccessControlMaxAge;
pub use self::origin::{Origin, TupleOrigin, is_serialised_origin};
pub use self::request_headers::AccessControlRequestHeaders;
pub use self::request_method::AccessControlRequestMethod;

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::test_util::{Bytes, round_trip};
    use super::*;

    #[test]
    fn names_are_those_of_the_standard() {
        let table = [
            (Origin::NAME, "Origin"),
            (
                AccessControlRequestMethod::NAME,
                "Access-Control-Request-Method",
            ),
            (
                AccessControlRequestHeaders::NAME,
                "Access-Control-Request-Headers",
            ),
            (
                AccessControlAllowOrigin::NAME,
                "Access-Control-Allow-Origin",
            ),
            (
                AccessControlAllowCredentials::NAME,
                "Access-Control-Allow-Credentials",
            ),
            (
                AccessControlAllowMethods::NAME,
                "Access-Control-Allow-Methods",
            ),
            (
                AccessControlAllowHeaders::NAME,
                "Access-Control-Allow-Headers",
            ),
            (
                AccessControlExposeHeaders::NAME,
                "Access-Control-Expose-Headers",
            ),
            (AccessControlMaxAge::NAME, "Access-Control-Max-Age"),
        ];
        for (name, standard) in table {
            assert_eq!(name, standard.to_ascii_lowercase());
        }
    }

    /// Reads line noise as `H`; what is taken for a header must survive being written. Gives how
    /// often it was taken.
    fn taken<H: Header + Clone + PartialEq + fmt::Debug>(seed: u64) -> usize {
        let mut bytes = Bytes::new(seed);
        (0..20_000)
            .filter_map(|_| {
                let lines = bytes.lines();
                H::parse(lines.iter().map(Vec::as_slice)).ok().flatten()
            })
            .map(|header| round_trip(&header))
            .count()
    }

    #[test]
    fn line_noise_is_refused_or_survives_a_round_trip() {
        // Zero would mean that the noise is too noisy to test anything.
        assert_ne!(taken::<Origin>(1), 0);
        assert_ne!(taken::<AccessControlRequestMethod>(2), 0);
        assert_ne!(taken::<AccessControlRequestHeaders>(3), 0);
        assert_ne!(taken::<AccessControlAllowOrigin>(4), 0);
        assert_ne!(taken::<AccessControlAllowCredentials>(5), 0);
        assert_ne!(taken::<AccessControlAllowMethods>(6), 0);
        assert_ne!(taken::<AccessControlAllowHeaders>(7), 0);
        assert_ne!(taken::<AccessControlExposeHeaders>(8), 0);
        assert_ne!(taken::<AccessControlMaxAge>(9), 0);
    }

    #[test]
    fn nobody_reads_on_for_ever() {
        fn refused<H: Header + fmt::Debug>() -> InvalidHeaderKind {
            let endless = std::iter::repeat(b"".as_slice());
            H::parse(endless).unwrap_err().kind()
        }
        let several = InvalidHeaderKind::MultipleValues;
        assert_eq!(refused::<Origin>(), several);
        assert_eq!(refused::<AccessControlRequestMethod>(), several);
        assert_eq!(refused::<AccessControlAllowOrigin>(), several);
        assert_eq!(refused::<AccessControlAllowCredentials>(), several);
        assert_eq!(refused::<AccessControlMaxAge>(), several);

        let many = InvalidHeaderKind::TooManyElements { limit: 1024 };
        assert_eq!(refused::<AccessControlRequestHeaders>(), many);
        assert_eq!(refused::<AccessControlAllowMethods>(), many);
        assert_eq!(refused::<AccessControlAllowHeaders>(), many);
        assert_eq!(refused::<AccessControlExposeHeaders>(), many);
    }
}
