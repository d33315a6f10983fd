//! The [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check): whether a response is for
//! the page at all. Preflights are checked here too; what they grant is judged in `preflight`.

use cors_runtime::headers::{
    AccessControlAllowCredentials, AccessControlAllowOrigin, Header, Origin, Reason as Why,
};
use http::HeaderMap;

use super::blocked::Reason;

/// Passes if the response names `origin`, or everybody for a request without credentials, and says
/// that a request with credentials was welcome.
///
/// `trims` says whether the connection has removed white space around values, as HTTP/1.1 does.
pub(super) fn cors_check(
    headers: &HeaderMap,
    origin: &str,
    credentialed: bool,
    trims: bool,
) -> Result<(), Reason> {
    allow_origin(headers, origin, credentialed, trims)?;
    if !credentialed {
        return Ok(());
    }
    allow_credentials(headers, trims)
}

fn allow_origin(
    headers: &HeaderMap,
    origin: &str,
    credentialed: bool,
    trims: bool,
) -> Result<(), Reason> {
    let name = AccessControlAllowOrigin::NAME;
    let read = AccessControlAllowOrigin::parse(lines(headers, name));
    let value = joined(headers, name);
    if !trims && is_padded(headers, name) {
        return Err(Reason::InvalidAllowOrigin { value });
    }
    match read {
        Ok(None) => Err(Reason::MissingAllowOrigin),
        Ok(Some(AccessControlAllowOrigin::Any)) if credentialed => {
            Err(Reason::WildcardWithCredentials)
        }
        Ok(Some(AccessControlAllowOrigin::Any)) => Ok(()),
        Ok(Some(AccessControlAllowOrigin::One(allowed))) => same_bytes(&allowed, origin, value),
        Err(invalid) => match invalid.reason() {
            // Hosts that the header's grammar does not know, such as `a~b.test`: the check itself
            // knows no grammar.
            _ if value == origin => Ok(()),
            Why::SeveralValues => Err(Reason::SeveralAllowOrigins { value }),
            _ => Err(Reason::InvalidAllowOrigin { value }),
        },
    }
}

fn same_bytes(allowed: &Origin, origin: &str, value: String) -> Result<(), Reason> {
    if allowed.as_str() == origin {
        Ok(())
    } else {
        Err(Reason::OriginMismatch { value })
    }
}

fn allow_credentials(headers: &HeaderMap, trims: bool) -> Result<(), Reason> {
    let name = AccessControlAllowCredentials::NAME;
    let invalid = || Reason::InvalidAllowCredentials {
        value: joined(headers, name),
    };
    if !trims && is_padded(headers, name) {
        return Err(invalid());
    }
    match AccessControlAllowCredentials::parse(lines(headers, name)) {
        Ok(Some(AccessControlAllowCredentials)) => Ok(()),
        Ok(None) => Err(Reason::MissingAllowCredentials),
        Err(_) => Err(invalid()),
    }
}

/// The lines of a header, as the header types read them.
pub(super) fn lines<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a [u8]> {
    headers
        .get_all(name)
        .iter()
        .map(http::HeaderValue::as_bytes)
}

/// All lines as one value, as [get](https://fetch.spec.whatwg.org/#concept-header-list-get) has it.
pub(super) fn joined(headers: &HeaderMap, name: &str) -> String {
    let lines: Vec<_> = lines(headers, name)
        .map(|line| {
            String::from_utf8_lossy(line)
                .trim_matches([' ', '\t'])
                .to_owned()
        })
        .collect();
    lines.join(", ")
}

fn is_padded(headers: &HeaderMap, name: &str) -> bool {
    lines(headers, name).any(|line| matches!(line, [b' ' | b'\t', ..] | [.., b' ' | b'\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://app.example.com";

    fn check(response: &[(&'static str, &'static str)], credentialed: bool) -> Result<(), Reason> {
        let mut headers = HeaderMap::new();
        for (name, value) in response {
            headers.append(*name, http::HeaderValue::from_static(value));
        }
        cors_check(&headers, PAGE, credentialed, true)
    }

    const ORIGIN: &str = "access-control-allow-origin";
    const CREDENTIALS: &str = "access-control-allow-credentials";

    #[test]
    fn each_way_to_fail_has_its_reason() {
        let value = |value: &str| value.to_owned();
        for (response, credentialed, reason) in [
            (&[][..], false, Reason::MissingAllowOrigin),
            (
                &[(ORIGIN, "*"), (CREDENTIALS, "true")],
                true,
                Reason::WildcardWithCredentials,
            ),
            (
                &[(ORIGIN, PAGE), (ORIGIN, PAGE)],
                false,
                Reason::SeveralAllowOrigins {
                    value: format!("{PAGE}, {PAGE}"),
                },
            ),
            (
                &[(ORIGIN, "https://app.example.com/")],
                false,
                Reason::InvalidAllowOrigin {
                    value: value("https://app.example.com/"),
                },
            ),
            (
                &[(ORIGIN, "https://evil.example")],
                false,
                Reason::OriginMismatch {
                    value: value("https://evil.example"),
                },
            ),
            (
                &[(ORIGIN, "null")],
                false,
                Reason::OriginMismatch {
                    value: value("null"),
                },
            ),
            (&[(ORIGIN, PAGE)], true, Reason::MissingAllowCredentials),
            (
                &[(ORIGIN, PAGE), (CREDENTIALS, "True")],
                true,
                Reason::InvalidAllowCredentials {
                    value: value("True"),
                },
            ),
        ] {
            assert_eq!(check(response, credentialed), Err(reason), "{response:?}");
        }
    }

    #[test]
    fn what_passes() {
        assert_eq!(check(&[(ORIGIN, "*")], false), Ok(()));
        assert_eq!(check(&[(ORIGIN, PAGE), (CREDENTIALS, "no")], false), Ok(()));
        assert_eq!(
            check(&[(ORIGIN, PAGE), (CREDENTIALS, "true")], true),
            Ok(())
        );
    }

    #[test]
    fn bytes_are_compared_where_the_grammar_ends() {
        let mut headers = HeaderMap::new();
        headers.insert(ORIGIN, http::HeaderValue::from_static("http://a~b.test"));
        assert_eq!(cors_check(&headers, "http://a~b.test", false, true), Ok(()));
    }

    #[test]
    fn white_space_counts_where_nothing_removes_it() {
        let mut headers = HeaderMap::new();
        headers.insert(ORIGIN, http::HeaderValue::from_static(" *"));
        assert_eq!(cors_check(&headers, PAGE, false, true), Ok(()));
        assert!(cors_check(&headers, PAGE, false, false).is_err());
    }
}
