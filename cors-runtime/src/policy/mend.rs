//! From a text that is no origin to the origin that was meant, for a help line to propose.
//!
//! A guess is only ever shown after it was read again and accepted, and it never lets in more than
//! the text could have meant.

use std::net::Ipv6Addr;

use super::catalogue::Rule;
use super::ip::{ipv4_of, ipv6_as_sent, is_loopback};
use super::nearest::nearest;
use super::origin::split_port;
use super::punycode::to_ascii;

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
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let (scheme, rest) = mend_scheme(&text);
    let authority = &rest[..rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len())];
    let authority = authority.rsplit('@').next().unwrap_or_default();
    let authority = decoded(authority);
    let (host, port) = match split_port(&authority) {
        Ok(split) => split,
        Err(_) => (authority.as_str(), None),
    };
    let host = mend_host(host);
    match port.map(|port| mend_port(scheme, port)) {
        None | Some(None) => format!("{scheme}://{host}"),
        Some(Some(port)) => format!("{scheme}://{host}:{port}"),
    }
}

/// The scheme that was meant, and what follows its separator. Secure, where it was not said.
fn mend_scheme(text: &str) -> (&'static str, &str) {
    let separators = [':', '/', '\\', ';'];
    let (written, rest) = match text.split_once("://") {
        Some((written, rest)) => (written.trim_end_matches(separators), rest),
        None => match text.find(separators) {
            Some(at) if nearest(&text[..at].to_ascii_lowercase(), ["http", "https"]).is_some() => {
                (&text[..at], &text[at..])
            }
            _ => ("", text),
        },
    };
    let rest = rest.trim_start_matches(separators);
    let host = rest.split([':', '/']).next().unwrap_or_default();
    let scheme = match written.to_ascii_lowercase().as_str() {
        "ws" => "http",
        "wss" => "https",
        // Nobody serves TLS on a loopback name without saying so.
        "" if is_loopback(host) => "http",
        written => nearest(written, ["https", "http"]).unwrap_or("https"),
    };
    (scheme, rest)
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
    let host = host.as_str();
    if let Some(inside) = host.strip_prefix('[') {
        let address = inside.trim_end_matches(']').split('%').next();
        if let Some(Ok(address)) = address.map(str::parse::<Ipv6Addr>) {
            return format!("[{}]", ipv6_as_sent(address));
        }
        return host.to_owned();
    }
    let dots = host.len() - host.trim_end_matches('.').len();
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let mut mended = labels.join(".");
    // A single dot at the end is a host of its own; more of them are a slip.
    if dots == 1 {
        mended.push('.');
    }
    if let Some(address) = ipv4_of(mended.trim_end_matches('.')) {
        return address.to_string();
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

fn mend_port(scheme: &str, port: &str) -> Option<String> {
    let digits = match port.trim_start_matches('0') {
        // Port 0 was not meant to be the default one.
        "" => port,
        digits => digits,
    };
    let default = if scheme == "http" { "80" } else { "443" };
    (!port.is_empty() && digits != default).then(|| digits.to_owned())
}
