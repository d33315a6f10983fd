//! Splitting of an origin into scheme, host and port.

use std::net::Ipv6Addr;

use super::error::OriginError;
use super::pattern::Scheme;
use crate::rules::Rule;

/// A scheme and the text after `://`.
pub(super) enum SchemeSplit<'t> {
    /// `http` or `https`.
    Web(Scheme, &'t str),
    /// Any other scheme.
    Custom(&'t str, &'t str),
}

/// The schemes of pages with an opaque origin, sent as `null`.
const OPAQUE_SCHEMES: [&str; 9] = [
    "file",
    "data",
    "blob",
    "about",
    "javascript",
    "filesystem",
    "content",
    "mailto",
    "view-source",
];

/// Splits a text at the `://` of a [serialised origin](https://fetch.spec.whatwg.org/#origin-header).
pub(super) fn split_scheme(text: &str) -> Result<SchemeSplit<'_>, OriginError> {
    for scheme in [Scheme::Http, Scheme::Https] {
        if let Some(rest) = text.strip_prefix(scheme.prefix()) {
            return Ok(SchemeSplit::Web(scheme, rest));
        }
    }
    let lower = text.to_ascii_lowercase();
    let before_colon = lower.split(':').next().unwrap_or_default();
    if text.contains(':') && OPAQUE_SCHEMES.contains(&before_colon) {
        return Err(Rule::OriginOpaque.into());
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(match before_colon {
            "http" | "https" if text.contains(':') => Rule::OriginSeparator.into(),
            _ if lower.starts_with("http//") || lower.starts_with("https//") => {
                Rule::OriginSeparator.into()
            }
            _ if ["ws", "wss"]
                .iter()
                .any(|scheme| is_scheme_of(&lower, scheme)) =>
            {
                Rule::OriginSocket.into()
            }
            _ if ["ftp", "ftps", "sftp"]
                .iter()
                .any(|scheme| is_scheme_of(&lower, scheme)) =>
            {
                Rule::OriginFtp.into()
            }
            _ if is_glued_to_start(text) => Rule::WildcardGlued.into(),
            _ => OriginError::from(Rule::OriginNoScheme),
        });
    };
    if scheme.contains(['*', '?', '(', '[']) {
        return Err(Rule::WildcardScheme.into());
    }
    if scheme.contains([':', '/', '\\']) {
        return Err(Rule::OriginSeparator.into());
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Err(Rule::OriginSchemeCase.into()),
        "ws" | "wss" => Err(Rule::OriginSocket.into()),
        "ftp" | "ftps" | "sftp" => Err(Rule::OriginFtp.into()),
        "" => Err(Rule::OriginNoScheme.into()),
        _ => Ok(SchemeSplit::Custom(scheme, rest)),
    }
}

/// Returns whether a text without a scheme begins with a `*` that lacks its dot: `*example.com`.
pub(super) fn is_glued_to_start(text: &str) -> bool {
    let rest = text.strip_prefix('*');
    rest.is_some_and(|rest| !rest.starts_with(['.', '-']))
}

/// Returns whether a text has this scheme with a misspelt separator. `ws/a` is a host with a path, and
/// `ws:80` one with a port.
pub(super) fn is_scheme_of(text: &str, scheme: &str) -> bool {
    let Some(rest) = text.strip_prefix(scheme) else {
        return false;
    };
    let is_port = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let after_colon = rest.strip_prefix([':', ';']);
    rest.starts_with("//") || after_colon.is_some_and(|rest| !rest.is_empty() && !is_port(rest))
}

/// Returns the host with its port: the text after `://`, which must not have a user or a path.
pub(super) fn split_authority(rest: &str) -> Result<&str, OriginError> {
    let is_end = |byte| matches!(byte, b'/' | b'\\' | b'?' | b'#');
    let end = rest.bytes().position(is_end).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if authority.is_empty() {
        // `https:///a` and `https://\a` have a wrong separator, `https://` has no host.
        return Err(if tail.bytes().all(|byte| matches!(byte, b'/' | b'\\')) {
            Rule::OriginNoHost.into()
        } else {
            Rule::OriginSeparator.into()
        });
    }
    if authority.contains('@') {
        return Err(Rule::OriginUser.into());
    }
    match tail.as_bytes() {
        [] => Ok(authority),
        [b'/'] => Err(Rule::OriginSlash.into()),
        [b'?', ..] => Err(Rule::OriginQuery.into()),
        [b'#', ..] => Err(Rule::OriginFragment.into()),
        _ => Err(Rule::OriginPath.into()),
    }
}

/// Splits off the port: the text after the colon that does not belong to an IPv6 address.
pub(super) fn split_port(authority: &str) -> Result<(&str, Option<&str>), OriginError> {
    if authority.starts_with('[') {
        let Some(end) = authority.find(']') else {
            return Err(Rule::OriginIpv6.into());
        };
        let (host, tail) = authority.split_at(end + 1);
        return match tail.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if tail.is_empty() => Ok((host, None)),
            None => Err(Rule::OriginIpv6.into()),
        };
    }
    let Some((host, port)) = authority.split_once(':') else {
        return Ok((authority, None));
    };
    if port.contains(':') {
        let is_ipv6 = authority.parse::<Ipv6Addr>().is_ok()
            || authority
                .rsplit_once(':')
                .is_some_and(|(host, _)| host.parse::<Ipv6Addr>().is_ok());
        return Err(if is_ipv6 {
            OriginError::new(Rule::OriginIpv6Brackets).with_suggestion("http://[::1]:8080")
        } else {
            OriginError::new(Rule::OriginPort).with_suggestion("https://app.example.com:8443")
        });
    }
    if host.is_empty() {
        return Err(Rule::OriginNoHost.into());
    }
    Ok((host, Some(port)))
}

/// Returns the first character that is not valid in a host.
pub(super) fn invalid_host_char(host: &str) -> Option<char> {
    host.chars()
        .find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'))
}
