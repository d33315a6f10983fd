//! IP addresses as hosts, with the parsers and the serialiser of the URL Standard.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Returns whether the host
/// [ends in a number](https://url.spec.whatwg.org/#ends-in-a-number-checker), so that it must be an
/// IPv4 address.
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

/// Parses an [IPv4 address](https://url.spec.whatwg.org/#concept-ipv4-parser) in any form that browsers
/// accept: short, decimal, octal and hexadecimal.
pub(super) fn parse_ipv4(host: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = host.split('.').collect();
    let (last, first) = parts.split_last()?;
    if first.len() > 3 {
        return None;
    }
    let first_bytes = first.iter().try_fold(0, |address: u64, part| {
        let byte = parse_ipv4_number(part).filter(|number| *number <= 255)?;
        Some(address * 256 + byte)
    })?;
    // The last number fills the remaining bytes.
    let bits = 8 * (4 - u32::try_from(first.len()).ok()?);
    let last = parse_ipv4_number(last).filter(|number| *number < 1 << bits)?;
    let address = u32::try_from((first_bytes << bits) + last).ok()?;
    Some(Ipv4Addr::from(address))
}

/// Parses a [number of an IPv4 address](https://url.spec.whatwg.org/#ipv4-number-parser).
fn parse_ipv4_number(part: &str) -> Option<u64> {
    let (digits, radix) = match part.strip_prefix("0x") {
        Some("") => return Some(0),
        Some(hex) => (hex, 16),
        None if part.starts_with('0') => (part, 8),
        None => (part, 10),
    };
    u64::from_str_radix(digits, radix).ok()
}

/// [Serialises](https://url.spec.whatwg.org/#concept-ipv6-serializer) an IPv6 address, without brackets.
///
/// Mapped IPv4 addresses are hexadecimal, unlike in the `Display` of `Ipv6Addr`.
pub(super) fn serialise_ipv6(address: Ipv6Addr) -> String {
    let pieces = address.segments();
    let hex = |pieces: &[u16]| -> String {
        let pieces: Vec<_> = pieces.iter().map(|piece| format!("{piece:x}")).collect();
        pieces.join(":")
    };
    match longest_zeros(&pieces) {
        Some((start, end)) => format!("{}::{}", hex(&pieces[..start]), hex(&pieces[end..])),
        None => hex(&pieces),
    }
}

/// Returns the bounds of the first of the longest runs of two or more zero pieces.
fn longest_zeros(pieces: &[u16; 8]) -> Option<(usize, usize)> {
    let mut longest = None;
    let mut max_len = 1;
    for start in 0..pieces.len() {
        let run = pieces[start..].split(|piece| *piece != 0).next()?;
        if run.len() > max_len {
            max_len = run.len();
            longest = Some((start, start + max_len));
        }
    }
    longest
}

/// Returns whether a host is always the machine that the browser runs on: a
/// [localhost name](https://www.rfc-editor.org/rfc/rfc6761#section-6.3) or a loopback address.
pub(super) fn is_loopback(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}

/// Returns whether a host is `0.0.0.0` or `[::]`, which servers listen on and clients cannot connect to.
pub(crate) fn is_unspecified(host: &str) -> bool {
    parse_address(host).is_some_and(|address| address.is_unspecified())
}

/// Returns whether a host is an address for documentation, multicast or broadcast, which no server
/// [can have](https://www.rfc-editor.org/rfc/rfc6890#section-2.2).
pub(crate) fn is_reserved(host: &str) -> bool {
    match parse_address(host) {
        Some(IpAddr::V4(v4)) => v4.is_multicast() || v4.is_documentation() || v4.octets()[0] >= 240,
        Some(IpAddr::V6(v6)) => v6.is_multicast() || v6.segments()[..2] == [0x2001, 0xdb8],
        None => false,
    }
}

fn parse_address(host: &str) -> Option<IpAddr> {
    match host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        Some(v6) => v6.parse().ok().map(IpAddr::V6),
        None => host.parse().ok().map(IpAddr::V4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ipv4_addresses_are_parsed_in_every_form() {
        for (host, address) in [
            ("127.0.0.1", Some([127, 0, 0, 1])),
            ("0xff.0377.255.0xFF", Some([255, 255, 255, 255])),
            ("1.2.3", Some([1, 2, 0, 3])),
            ("1.2.65535", Some([1, 2, 255, 255])),
            ("1.65536", Some([1, 1, 0, 0])),
            ("1.16777215", Some([1, 255, 255, 255])),
            ("2130706433", Some([127, 0, 0, 1])),
            ("4294967295", Some([255, 255, 255, 255])),
            ("0", Some([0, 0, 0, 0])),
            ("0x", Some([0, 0, 0, 0])),
            ("00.0x0.0.010", Some([0, 0, 0, 8])),
            ("0x0000000000000000007f.1", Some([127, 0, 0, 1])),
            ("256.0.0.1", None),
            ("1.2.3.256", None),
            ("1.2.65536", None),
            ("1.16777216", None),
            ("4294967296", None),
            ("99999999999999999999", None),
            ("1.2.3.4.5", None),
            ("1.2..4", None),
            ("1.2.3.", None),
            ("08.0.0.1", None),
            ("0xg", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(parse_ipv4(host), address.map(Ipv4Addr::from), "{host}");
        }
    }

    #[test]
    fn host_ends_in_a_number_by_its_last_label() {
        for (host, expected) in [
            ("1", true),
            ("a.0", true),
            ("a.0x", true),
            ("a.0xAf", true),
            ("a.0xg", false),
            ("1.a", false),
            ("a.1x", false),
            ("1.", false),
            ("", false),
        ] {
            assert_eq!(ends_in_a_number(host), expected, "{host}");
        }
    }

    #[test]
    fn first_of_the_longest_runs_of_zeros_is_omitted() {
        for (pieces, sent) in [
            ([0, 0, 0, 0, 0, 0, 0, 0], "::"),
            ([0, 0, 0, 0, 0, 0, 0, 1], "::1"),
            ([1, 0, 0, 0, 0, 0, 0, 0], "1::"),
            ([1, 2, 3, 4, 5, 6, 7, 8], "1:2:3:4:5:6:7:8"),
            ([0, 2, 3, 4, 5, 6, 7, 0], "0:2:3:4:5:6:7:0"),
            ([1, 0, 3, 0, 5, 0, 7, 8], "1:0:3:0:5:0:7:8"),
            ([1, 2, 3, 4, 5, 6, 0, 0], "1:2:3:4:5:6::"),
            ([0, 0, 3, 4, 5, 6, 7, 8], "::3:4:5:6:7:8"),
            ([1, 0, 0, 4, 5, 0, 0, 8], "1::4:5:0:0:8"),
            ([1, 0, 0, 4, 0, 0, 0, 8], "1:0:0:4::8"),
            ([0, 0, 0, 4, 5, 0, 0, 8], "::4:5:0:0:8"),
            ([0, 0, 0, 0, 0, 0xffff, 0x7f00, 1], "::ffff:7f00:1"),
            ([0xabcd, 0, 0, 0, 0, 0, 0, 0xef], "abcd::ef"),
        ] {
            assert_eq!(serialise_ipv6(Ipv6Addr::from(pieces)), sent);
        }
    }

    #[test]
    fn special_addresses_are_detected_by_their_ranges() {
        for (host, loopback, unspecified, reserved) in [
            ("localhost", true, false, false),
            ("localhost.", true, false, false),
            ("a.localhost", true, false, false),
            ("notlocalhost", false, false, false),
            ("localhost.example", false, false, false),
            ("127.0.0.1", true, false, false),
            ("127.255.255.254", true, false, false),
            ("128.0.0.1", false, false, false),
            ("[::1]", true, false, false),
            ("[::2]", false, false, false),
            ("0.0.0.0", false, true, false),
            ("0.0.0.1", false, false, false),
            ("[::]", false, true, false),
            ("223.255.255.255", false, false, false),
            ("224.0.0.1", false, false, true),
            ("239.255.255.255", false, false, true),
            ("240.0.0.0", false, false, true),
            ("255.255.255.255", false, false, true),
            ("192.0.2.1", false, false, true),
            ("198.51.100.1", false, false, true),
            ("203.0.113.1", false, false, true),
            ("192.0.3.1", false, false, false),
            ("[ff02::1]", false, false, true),
            ("[fe80::1]", false, false, false),
            ("[2001:db8::1]", false, false, true),
            ("[2001:db7::1]", false, false, false),
            ("[3001:db8::1]", false, false, false),
            ("example.com", false, false, false),
        ] {
            assert_eq!(is_loopback(host), loopback, "{host}");
            assert_eq!(is_unspecified(host), unspecified, "{host}");
            assert_eq!(is_reserved(host), reserved, "{host}");
        }
    }
}
