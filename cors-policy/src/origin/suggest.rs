//! From a text that is no origin to the origin that was meant, for a help line to propose.
//!
//! A guess is only ever shown after it was read again and accepted, and it never lets in more than
//! the text could have meant.

use std::net::Ipv6Addr;

use super::idna::to_ascii::to_ascii;
use super::ip::{ipv4_of, ipv6_as_sent, is_loopback};
use super::syntax::split_port;
use crate::names::nearest;
use crate::rules::Rule;
use crate::text::pieces;

/// Whether [`mend`] knows what was meant by a text with this error.
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

/// The origin that was meant, as far as that can be told; the caller reads the result again.
pub(super) fn suggest(text: &str) -> String {
    let mut visible = String::new();
    for character in text.chars() {
        if !character.is_whitespace() && !character.is_control() {
            visible.push(character);
        }
    }
    let (scheme, rest) = suggest_scheme(&visible);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let authority = match authority.rsplit_once('@') {
        Some((_, host)) => host,
        None => authority,
    };
    let authority = percent_decode(authority);
    let (host, port) = match split_port(&authority) {
        Ok(split) => split,
        Err(_) => (authority.as_str(), None),
    };
    let host = suggest_host(host);
    let port = match port {
        Some(port) => suggest_port(scheme, port),
        None => "",
    };
    let colon = if port.is_empty() { "" } else { ":" };
    format!("{scheme}://{host}{colon}{port}")
}

/// The scheme that was meant, and what follows its separator. Secure, where it was not said.
fn suggest_scheme(text: &str) -> (&'static str, &str) {
    let is_separator =
        |at: usize| matches!(text.as_bytes().get(at), Some(b':' | b'/' | b'\\' | b';'));
    let mut end = match text.split_once("://") {
        Some((written, _)) => written.len(),
        None => match text.find([':', '/', '\\', ';']) {
            Some(at) if is_near_web(&text[..at]) => at,
            _ => 0,
        },
    };
    let mut start = end;
    while end > 0 && is_separator(end - 1) {
        end -= 1;
    }
    while is_separator(start) {
        start += 1;
    }
    let written = text[..end].to_ascii_lowercase();
    let rest = &text[start..];
    let host = rest.split([':', '/']).next().unwrap_or_default();
    let scheme = match written.as_str() {
        "ws" => "http",
        "wss" => "https",
        // Nobody serves TLS on a loopback name without saying so.
        "" if is_loopback(host) => "http",
        written => nearest(written, &["https", "http"]).unwrap_or("https"),
    };
    (scheme, rest)
}

fn is_near_web(scheme: &str) -> bool {
    nearest(&scheme.to_ascii_lowercase(), &["http", "https"]).is_some()
}

/// URL, «percent-decode»: what browsers do to a host before anything else.
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
    let host = match host.strip_prefix("*.") {
        Some(base) => format!("*.{}", to_ascii_or_lowercase(base)),
        None => to_ascii_or_lowercase(host),
    };
    if let Some(inside) = host.strip_prefix('[') {
        let address = inside.split([']', '%']).next().unwrap_or_default();
        return match address.parse::<Ipv6Addr>() {
            Ok(address) => format!("[{}]", ipv6_as_sent(address)),
            Err(_) => host,
        };
    }
    let mut suggestion = String::new();
    for label in pieces(&host, &['.']) {
        if !suggestion.is_empty() {
            suggestion.push('.');
        }
        suggestion.push_str(label);
    }
    if let Some(address) = ipv4_of(&suggestion) {
        return address.to_string();
    }
    // A single dot at the end is a host of its own; more of them are a slip.
    if host.ends_with('.') && !host.ends_with("..") {
        suggestion.push('.');
    }
    // `*example.com`: what was meant is at most the subdomains, never `notexample.com`.
    match suggestion.strip_prefix('*') {
        Some(rest) if !rest.starts_with('.') => format!("*.{rest}"),
        _ => suggestion,
    }
}

/// The host as browsers send it, where that can be told; in lower case in any event.
fn to_ascii_or_lowercase(host: &str) -> String {
    to_ascii(host).unwrap_or_else(|| host.to_ascii_lowercase())
}

/// The port without zeros in front; empty where it is left out.
fn suggest_port<'p>(scheme: &str, port: &'p str) -> &'p str {
    let digits = match port.trim_start_matches('0') {
        // Port 0 was not meant to be the default one.
        "" => port,
        digits => digits,
    };
    let default = if scheme == "http" { "80" } else { "443" };
    if digits == default { "" } else { digits }
}
