//! The nine headers of the CORS protocol, as types.
//!
//! Each type parses the field lines of one header and writes its value, by the
//! [grammar of the Fetch Standard](https://fetch.spec.whatwg.org/#http-new-header-syntax). As in browsers,
//! a single mistake makes the whole header invalid. Header values are untrusted input, so parsing stops
//! at a fixed size.
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
//! # extern crate cors_runtime as cors;
//! use cors::headers::{AccessControlAllowMethods, Header};
//!
//! let lines = ["GET, PUT".as_bytes(), "DELETE,,".as_bytes()];
//! let methods = AccessControlAllowMethods::parse(lines)?.expect("there are two lines");
//! assert!(methods.allows("DELETE", true));
//! assert_eq!(methods.to_string(), "GET,PUT,DELETE");
//! # Ok::<(), cors::headers::InvalidHeader>(())
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
mod request_headers;
mod request_method;
mod single_value;
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

    use super::test_util::{RandomBytes, assert_round_trip};
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

    /// Parses random lines as `H`, asserts that valid headers survive a round trip, and returns their
    /// number.
    fn count_valid<H: Header + PartialEq + fmt::Debug>(seed: u64) -> usize {
        let mut bytes = RandomBytes::new(seed);
        (0..20_000)
            .filter_map(|_| {
                let lines = bytes.lines();
                H::parse(lines.iter().map(Vec::as_slice)).ok().flatten()
            })
            .inspect(assert_round_trip)
            .count()
    }

    #[test]
    fn random_lines_are_invalid_or_survive_a_round_trip() {
        // Without valid headers, nothing would be tested.
        assert_ne!(count_valid::<Origin>(1), 0);
        assert_ne!(count_valid::<AccessControlRequestMethod>(2), 0);
        assert_ne!(count_valid::<AccessControlRequestHeaders>(3), 0);
        assert_ne!(count_valid::<AccessControlAllowOrigin>(4), 0);
        assert_ne!(count_valid::<AccessControlAllowCredentials>(5), 0);
        assert_ne!(count_valid::<AccessControlAllowMethods>(6), 0);
        assert_ne!(count_valid::<AccessControlAllowHeaders>(7), 0);
        assert_ne!(count_valid::<AccessControlExposeHeaders>(8), 0);
        assert_ne!(count_valid::<AccessControlMaxAge>(9), 0);
    }

    #[test]
    fn endless_lines_are_invalid() {
        fn error_kind<H: Header + fmt::Debug>() -> InvalidHeaderKind {
            let endless = std::iter::repeat(b"".as_slice());
            H::parse(endless).unwrap_err().kind()
        }
        let multiple = InvalidHeaderKind::MultipleValues;
        assert_eq!(error_kind::<Origin>(), multiple);
        assert_eq!(error_kind::<AccessControlRequestMethod>(), multiple);
        assert_eq!(error_kind::<AccessControlAllowOrigin>(), multiple);
        assert_eq!(error_kind::<AccessControlAllowCredentials>(), multiple);
        assert_eq!(error_kind::<AccessControlMaxAge>(), multiple);

        let too_many = InvalidHeaderKind::TooManyElements { limit: 1024 };
        assert_eq!(error_kind::<AccessControlRequestHeaders>(), too_many);
        assert_eq!(error_kind::<AccessControlAllowMethods>(), too_many);
        assert_eq!(error_kind::<AccessControlAllowHeaders>(), too_many);
        assert_eq!(error_kind::<AccessControlExposeHeaders>(), too_many);
    }
}
