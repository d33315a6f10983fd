//! The [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check), for responses to preflights
//! and to the request itself.

use cors_runtime::headers::{
    AccessControlAllowCredentials, AccessControlAllowOrigin, Header, InvalidHeaderKind, Origin,
};
use http::HeaderMap;

use crate::error::BlockedReason;
use crate::header_lines::{joined, lines};

/// Returns `Ok` if the response allows `origin` and, for a request with credentials, credentials.
///
/// `trims` is whether the connection has already removed white space around values, as HTTP/1.1
/// does.
pub(crate) fn cors_check(
    headers: &HeaderMap,
    origin: &str,
    credentialed: bool,
    trims: bool,
) -> Result<(), BlockedReason> {
    check_allow_origin(headers, origin, credentialed, trims)?;
    if !credentialed {
        return Ok(());
    }
    check_allow_credentials(headers, trims)
}

fn check_allow_origin(
    headers: &HeaderMap,
    origin: &str,
    credentialed: bool,
    trims: bool,
) -> Result<(), BlockedReason> {
    let name = AccessControlAllowOrigin::NAME;
    let parsed = AccessControlAllowOrigin::parse(lines(headers, name));
    let value = joined(headers, name);
    if !trims && is_padded(headers, name) {
        return Err(BlockedReason::InvalidAllowOrigin { value });
    }
    match parsed {
        Ok(None) => Err(BlockedReason::MissingAllowOrigin),
        Ok(Some(AccessControlAllowOrigin::Any)) if credentialed => {
            Err(BlockedReason::WildcardWithCredentials)
        }
        Ok(Some(AccessControlAllowOrigin::Any)) => Ok(()),
        Ok(Some(AccessControlAllowOrigin::One(allowed))) => {
            check_same_origin(&allowed, origin, value)
        }
        Err(invalid) => match invalid.kind() {
            // The CORS check compares bytes, so hosts that the grammar of the header excludes, such
            // as `a~b.test`, are allowed.
            _ if value == origin => Ok(()),
            InvalidHeaderKind::MultipleValues => Err(BlockedReason::MultipleAllowOrigins { value }),
            _ => Err(BlockedReason::InvalidAllowOrigin { value }),
        },
    }
}

fn check_same_origin(allowed: &Origin, origin: &str, value: String) -> Result<(), BlockedReason> {
    if allowed.as_str() == origin {
        Ok(())
    } else {
        Err(BlockedReason::OriginMismatch { value })
    }
}

fn check_allow_credentials(headers: &HeaderMap, trims: bool) -> Result<(), BlockedReason> {
    let name = AccessControlAllowCredentials::NAME;
    let invalid = || BlockedReason::InvalidAllowCredentials {
        value: joined(headers, name),
    };
    if !trims && is_padded(headers, name) {
        return Err(invalid());
    }
    match AccessControlAllowCredentials::parse(lines(headers, name)) {
        Ok(Some(AccessControlAllowCredentials)) => Ok(()),
        Ok(None) => Err(BlockedReason::MissingAllowCredentials),
        Err(_) => Err(invalid()),
    }
}

fn is_padded(headers: &HeaderMap, name: &str) -> bool {
    lines(headers, name).any(|line| matches!(line, [b' ' | b'\t', ..] | [.., b' ' | b'\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://app.example.com";

    fn check(
        response: &[(&'static str, &'static str)],
        credentialed: bool,
    ) -> Result<(), BlockedReason> {
        let mut headers = HeaderMap::new();
        for (name, value) in response {
            headers.append(*name, http::HeaderValue::from_static(value));
        }
        cors_check(&headers, PAGE, credentialed, true)
    }

    const ORIGIN: &str = "access-control-allow-origin";
    const CREDENTIALS: &str = "access-control-allow-credentials";

    #[test]
    fn failures_have_distinct_reasons() {
        let value = |value: &str| value.to_owned();
        for (response, credentialed, reason) in [
            (&[][..], false, BlockedReason::MissingAllowOrigin),
            (
                &[(ORIGIN, "*"), (CREDENTIALS, "true")],
                true,
                BlockedReason::WildcardWithCredentials,
            ),
            (
                &[(ORIGIN, PAGE), (ORIGIN, PAGE)],
                false,
                BlockedReason::MultipleAllowOrigins {
                    value: format!("{PAGE}, {PAGE}"),
                },
            ),
            (
                &[(ORIGIN, "https://app.example.com/")],
                false,
                BlockedReason::InvalidAllowOrigin {
                    value: value("https://app.example.com/"),
                },
            ),
            (
                &[(ORIGIN, "https://evil.example")],
                false,
                BlockedReason::OriginMismatch {
                    value: value("https://evil.example"),
                },
            ),
            (
                &[(ORIGIN, "null")],
                false,
                BlockedReason::OriginMismatch {
                    value: value("null"),
                },
            ),
            (
                &[(ORIGIN, PAGE)],
                true,
                BlockedReason::MissingAllowCredentials,
            ),
            (
                &[(ORIGIN, PAGE), (CREDENTIALS, "True")],
                true,
                BlockedReason::InvalidAllowCredentials {
                    value: value("True"),
                },
            ),
        ] {
            assert_eq!(check(response, credentialed), Err(reason), "{response:?}");
        }
    }

    #[test]
    fn matching_headers_pass() {
        assert_eq!(check(&[(ORIGIN, "*")], false), Ok(()));
        assert_eq!(check(&[(ORIGIN, PAGE), (CREDENTIALS, "no")], false), Ok(()));
        assert_eq!(
            check(&[(ORIGIN, PAGE), (CREDENTIALS, "true")], true),
            Ok(())
        );
    }

    #[test]
    fn origins_outside_the_grammar_are_compared_by_bytes() {
        let mut headers = HeaderMap::new();
        headers.insert(ORIGIN, http::HeaderValue::from_static("http://a~b.test"));
        assert_eq!(cors_check(&headers, "http://a~b.test", false, true), Ok(()));
    }

    #[test]
    fn untrimmed_white_space_fails() {
        let mut headers = HeaderMap::new();
        headers.insert(ORIGIN, http::HeaderValue::from_static(" *"));
        assert_eq!(cors_check(&headers, PAGE, false, true), Ok(()));
        assert!(cors_check(&headers, PAGE, false, false).is_err());
    }
}
