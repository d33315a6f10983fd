//! Suggestions: the valid origin that a rejected text was probably meant to be.
//!
//! The caller parses a suggestion again before it is shown. A suggestion never matches more origins than
//! the text could have meant.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::idna::to_ascii::to_ascii;
use super::ip::{is_loopback, parse_ipv4, serialise_ipv6};
use super::pattern::{OriginPattern, Port, Scheme, Wildcard};
use super::syntax::{is_glued_to_start, is_scheme_of, split_port};
use crate::names::nearest;
use crate::rules::Rule;
use crate::text::pieces;

/// Characters that occur around `//` in a misspelt separator.
const SEPARATORS: [char; 4] = [':', '/', '\\', ';'];

/// Returns whether [`suggest`] can find the origin that was meant by a text that breaks this rule.
pub(super) const fn is_fixable(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::OriginSpace
            | Rule::OriginSlash
            | Rule::OriginPath
            | Rule::OriginQuery
            | Rule::OriginFragment
            | Rule::OriginUser
            | Rule::OriginNoScheme
            | Rule::OriginSeparator
            | Rule::OriginSchemeCase
            | Rule::OriginHostCase
            | Rule::OriginDefaultPort
            | Rule::OriginPortMissing
            | Rule::OriginPort
            | Rule::OriginIpv4Form
            | Rule::OriginIpv6Form
            | Rule::OriginIpv6Zone
            | Rule::OriginEmptyLabel
            | Rule::OriginDots
            | Rule::OriginSocket
            | Rule::OriginSchemeTypo
            | Rule::OriginUnicode
            | Rule::OriginLookalike
            | Rule::OriginPercent
            | Rule::OriginControl
            | Rule::WildcardGlued
            | Rule::WildcardScheme
    )
}

/// Returns the origin that was probably meant, which may still be invalid.
pub(super) fn suggest(text: &str) -> String {
    let is_visible = |c: &char| !c.is_whitespace() && !c.is_control();
    let text: String = text.chars().filter(is_visible).collect();
    let (scheme, rest) = suggest_scheme(&text);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let authority = authority
        .rsplit_once('@')
        .map_or(authority, |(_user, host)| host);
    let authority = percent_decode(authority);
    let (host, port) = split_port(&authority).unwrap_or((authority.as_str(), None));
    let host = suggest_host(host);
    match port.map_or("", |port| suggest_port(scheme, port)) {
        "" => format!("{scheme}://{host}"),
        port => format!("{scheme}://{host}:{port}"),
    }
}

/// Returns the scheme that was probably meant, and the text after the separator. The default is `https`.
fn suggest_scheme(text: &str) -> (&'static str, &str) {
    let lower = text.to_ascii_lowercase();
    let is_socket = ["ws", "wss"]
        .iter()
        .any(|scheme| is_scheme_of(&lower, scheme));
    let separator = text.find("://").or_else(|| {
        text.find(SEPARATORS)
            .filter(|at| is_like_http(&text[..*at]) || is_socket)
    });
    let (scheme, rest) = text.split_at(separator.unwrap_or(0));
    let scheme = scheme.trim_end_matches(SEPARATORS).to_ascii_lowercase();
    let rest = rest.trim_start_matches(SEPARATORS);
    let host = rest.split([':', '/']).next().unwrap_or_default();
    let scheme = match scheme.as_str() {
        "ws" => "http",
        "wss" => "https",
        // Development servers rarely use TLS.
        "" if is_loopback(host) => "http",
        scheme => nearest(scheme, &["https", "http"]).unwrap_or("https"),
    };
    (scheme, rest)
}

fn is_like_http(scheme: &str) -> bool {
    nearest(&scheme.to_ascii_lowercase(), &["http", "https"]).is_some()
}

/// [Percent-decodes](https://url.spec.whatwg.org/#percent-decode) a host, as browsers do first.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn suggest_host(host: &str) -> String {
    // A label with a `*` cannot be mapped.
    let host = match host.split_once('.') {
        Some((label, base)) if label.contains('*') => {
            let label = label.to_ascii_lowercase();
            format!("{label}.{}", to_ascii_or_lowercase(base))
        }
        _ => to_ascii_or_lowercase(host),
    };
    if let Some(address) = host.strip_prefix('[') {
        let address = address.split([']', '%']).next().unwrap_or_default();
        return match address.parse::<Ipv6Addr>() {
            Ok(address) => format!("[{}]", serialise_ipv6(address)),
            Err(_) => host,
        };
    }
    let mut suggestion = pieces(&host, &['.']).collect::<Vec<_>>().join(".");
    if let Some(address) = parse_ipv4(&suggestion) {
        return address.to_string();
    }
    // A host with one dot at the end is valid; several dots are a mistake.
    if host.ends_with('.') && !host.ends_with("..") {
        suggestion.push('.');
    }
    // `*example.com` means the subdomains at most, never `notexample.com`.
    match suggestion.strip_prefix('*') {
        Some(rest) if is_glued_to_start(&suggestion) => format!("*.{rest}"),
        _ => suggestion,
    }
}

/// Returns the host as browsers send it if that is certain, and otherwise in lower case.
fn to_ascii_or_lowercase(host: &str) -> String {
    to_ascii(host).unwrap_or_else(|| host.to_ascii_lowercase())
}

/// Returns the port without leading zeros; empty for the default port.
fn suggest_port<'p>(scheme: &str, port: &'p str) -> &'p str {
    let digits = match port.trim_start_matches('0') {
        // Port 0 is not an omitted port.
        "" => port,
        digits => digits,
    };
    let default = if scheme == "http" { "80" } else { "443" };
    if digits == default { "" } else { digits }
}

/// Returns an address that a pattern such as `10.0.*.*` could match, with the port after it.
pub(super) fn suggest_address(scheme: Scheme, host: &str, port: Option<&str>) -> String {
    let host = host.strip_prefix("*.").unwrap_or(host).replace('*', "1");
    let host = match host.strip_prefix('[') {
        Some(address) => match address.trim_end_matches(']').parse::<Ipv6Addr>() {
            Ok(address) => format!("[{}]", serialise_ipv6(address)),
            Err(_) => "[::1]".to_owned(),
        },
        None => match host.parse::<Ipv4Addr>() {
            Ok(address) => address.to_string(),
            Err(_) => "127.0.0.1".to_owned(),
        },
    };
    let port = port.map_or(Port::Default, |port| suggest_single_port(scheme, port));
    OriginPattern::new(scheme, Wildcard::None, host, port).to_string()
}

/// Returns the first port of a pattern such as `[3000-3010]` or `30*`.
pub(super) fn suggest_single_port(scheme: Scheme, port: &str) -> Port {
    let is_digit = |c: char| c.is_ascii_digit();
    let from = port.find(is_digit).unwrap_or(port.len());
    let digits = port[from..].split(|c| !is_digit(c)).next();
    let digits = digits.unwrap_or_default();
    let number = if port[from + digits.len()..].starts_with('*') {
        format!("{digits:0<4}").parse::<u16>()
    } else {
        digits.parse::<u16>()
    };
    match number {
        Ok(port) if port == scheme.default_port() => Port::Default,
        Ok(port) if port > 0 => Port::Number(port),
        _ => Port::Number(8080),
    }
}
