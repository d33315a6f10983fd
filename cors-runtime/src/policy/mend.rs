//! From a text that is no origin to the origin that was meant, for a help line to propose.
//!
//! A guess is only ever shown after it was read again and accepted, and it never lets in more than
//! the text could have meant.

use std::net::Ipv6Addr;

use super::ascii_host::to_ascii;
use super::catalogue::Rule;
use super::ip::{ipv4_of, ipv6_as_sent, is_loopback};
use super::nearest::nearest;
use super::origin::split_port;
use super::text::{find_any, pieces};

/// Whether [`mend`] knows what was meant by a text with this fault.
pub(super) const fn is_mendable(rule: Rule) -> bool {
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
pub(super) fn mend(text: &str) -> String {
    let mut visible = String::new();
    for character in text.chars() {
        if !character.is_whitespace() && !character.is_control() {
            visible.push(character);
        }
    }
    let (scheme, rest) = mend_scheme(&visible);
    let authority = &rest[..find_any(rest, b"/\\?#").unwrap_or(rest.len())];
    let authority = match authority.rsplit_once('@') {
        Some((_, host)) => host,
        None => authority,
    };
    let authority = decoded(authority);
    let (host, port) = match split_port(&authority) {
        Ok(split) => split,
        Err(_) => (authority.as_str(), None),
    };
    let host = mend_host(host);
    let port = match port {
        Some(port) => mend_port(scheme, port),
        None => "",
    };
    let colon = if port.is_empty() { "" } else { ":" };
    format!("{scheme}://{host}{colon}{port}")
}

/// The scheme that was meant, and what follows its separator. Secure, where it was not said.
fn mend_scheme(text: &str) -> (&'static str, &str) {
    let separators = b":/\\;";
    let is_separator =
        |at: usize| matches!(text.as_bytes().get(at), Some(b':' | b'/' | b'\\' | b';'));
    let mut end = match text.split_once("://") {
        Some((written, _)) => written.len(),
        None => match find_any(text, separators) {
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
    let host = &rest[..find_any(rest, b":/").unwrap_or(rest.len())];
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
fn decoded(text: &str) -> String {
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

fn mend_host(host: &str) -> String {
    let host = match host.strip_prefix("*.") {
        Some(base) => format!("*.{}", in_ascii(base)),
        None => in_ascii(host),
    };
    if let Some(inside) = host.strip_prefix('[') {
        let address = &inside[..find_any(inside, b"]%").unwrap_or(inside.len())];
        return match address.parse::<Ipv6Addr>() {
            Ok(address) => format!("[{}]", ipv6_as_sent(address)),
            Err(_) => host,
        };
    }
    let mut mended = String::new();
    for label in pieces(&host, b".") {
        if !mended.is_empty() {
            mended.push('.');
        }
        mended.push_str(label);
    }
    if let Some(address) = ipv4_of(&mended) {
        return address.to_string();
    }
    // A single dot at the end is a host of its own; more of them are a slip.
    if host.ends_with('.') && !host.ends_with("..") {
        mended.push('.');
    }
    // `*example.com`: what was meant is at most the subdomains, never `notexample.com`.
    match mended.strip_prefix('*') {
        Some(rest) if !rest.starts_with('.') => format!("*.{rest}"),
        _ => mended,
    }
}

/// The host as browsers send it, where that can be told; in lower case in any event.
fn in_ascii(host: &str) -> String {
    to_ascii(host).unwrap_or_else(|| host.to_ascii_lowercase())
}

/// The port without zeros in front; empty where it is left out.
fn mend_port<'p>(scheme: &str, port: &'p str) -> &'p str {
    let digits = match port.trim_start_matches('0') {
        // Port 0 was not meant to be the default one.
        "" => port,
        digits => digits,
    };
    let default = if scheme == "http" { "80" } else { "443" };
    if digits == default { "" } else { digits }
}
