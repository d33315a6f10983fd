//! IP addresses as hosts: the forms that browsers normalise, and the one they send.
//!
//! The URL Standard's parsers and serialisers, as far as an origin needs them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// URL, «ends in a number checker»: such a host is an IPv4 address or nothing.
pub(super) fn ends_in_a_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    if last.is_empty() {
        return false;
    }
    last.bytes().all(|b| b.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// URL, «IPv4 parser»: short, hexadecimal, octal and decimal forms, which browsers normalise.
pub(super) fn ipv4_of(host: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = host.split('.').collect();
    let (last, first) = parts.split_last()?;
    if first.len() > 3 {
        return None;
    }
    let mut address: u64 = 0;
    for part in first {
        let number = ipv4_number(part).filter(|number| *number <= 255)?;
        address = (address << 8) | number;
    }
    let room = 8 * (4 - u32::try_from(first.len()).ok()?);
    let last = ipv4_number(last).filter(|number| *number < 1 << room)?;
    let address = u32::try_from((address << room) | last).ok()?;
    Some(Ipv4Addr::from(address))
}

fn ipv4_number(part: &str) -> Option<u64> {
    if part.is_empty() || part.len() > 16 {
        return None;
    }
    if let Some(hex) = part.strip_prefix("0x") {
        return if hex.is_empty() {
            Some(0)
        } else {
            u64::from_str_radix(hex, 16).ok()
        };
    }
    if part.len() > 1 && part.starts_with('0') {
        return u64::from_str_radix(part, 8).ok();
    }
    part.parse().ok()
}

/// URL, «IPv6 serializer»: RFC 5952, but with mapped IPv4 addresses in hexadecimal, where
/// `Ipv6Addr`'s own form has them dotted.
pub(super) fn ipv6_as_sent(address: Ipv6Addr) -> String {
    let pieces = address.segments();
    let zeros = longest_zeros(&pieces);
    let hex = |pieces: &[u16]| -> String {
        let pieces: Vec<_> = pieces.iter().map(|piece| format!("{piece:x}")).collect();
        pieces.join(":")
    };
    match zeros {
        Some((start, end)) => format!("{}::{}", hex(&pieces[..start]), hex(&pieces[end..])),
        None => hex(&pieces),
    }
}

/// The first of the longest runs of two or more zero pieces.
fn longest_zeros(pieces: &[u16; 8]) -> Option<(usize, usize)> {
    let mut longest: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < pieces.len() {
        let start = at;
        while at < pieces.len() && pieces[at] == 0 {
            at += 1;
        }
        let is_longer = longest.is_none_or(|(from, to)| at - start > to - from);
        if at - start >= 2 && is_longer {
            longest = Some((start, at));
        }
        at += 1;
    }
    longest
}

/// Whether a host can only be the machine that the browser runs on: RFC 6761 §6.3 and the loopback
/// addresses.
pub(super) fn is_loopback(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}

/// `0.0.0.0` and `::`: an address to listen at, and none to call.
pub(super) fn is_unspecified(host: &str) -> bool {
    address(host).is_some_and(|address| address.is_unspecified())
}

/// RFC 6890: addresses at which no server of anybody answers. Documentation, multicast, broadcast.
pub(super) fn is_reserved(host: &str) -> bool {
    match address(host) {
        Some(IpAddr::V4(v4)) => {
            v4.is_multicast() || v4.is_broadcast() || v4.is_documentation() || v4.octets()[0] >= 240
        }
        Some(IpAddr::V6(v6)) => v6.is_multicast() || v6.segments()[..2] == [0x2001, 0xdb8],
        None => false,
    }
}

fn address(host: &str) -> Option<IpAddr> {
    match host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        Some(v6) => v6.parse().ok().map(IpAddr::V6),
        None => host.parse().ok().map(IpAddr::V4),
    }
}
