//! The serialised origin and the patterns over it, read from what a user wrote.
//!
//! What browsers send is `scheme "://" host [":" port]` in one form only, and it is compared byte by
//! byte, so exactly that form is accepted. Everything else is refused with the rule it breaks and,
//! where there is one, the text that was meant. A literal has one fault at a time: the text proposed
//! mends all of them at once.
//!
//! Matching an origin that a browser sent is the business of [`super::pattern`].

use std::net::{Ipv4Addr, Ipv6Addr};

use super::catalogue::Rule;
use super::nearest::nearest;
use super::pattern::{Pattern, Port, Scheme};

/// The longest origin there can be: scheme, `://`, host, colon and port.
pub(crate) const LONGEST_ORIGIN: usize = 64 + 3 + LONGEST_HOST + 6;
/// The longest host there can be.
pub(crate) const LONGEST_HOST: usize = 253;
/// The longest part between two dots of a host.
pub(crate) const LONGEST_LABEL: usize = 63;

/// The text that stands in for one that cannot be guessed.
const EXAMPLE: &str = "https://app.example.com";

/// Why a text is not an origin, and what to write in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) rule: Rule,
    pub(crate) instead: String,
    pub(crate) beside: String,
}

impl Fault {
    fn new(rule: Rule) -> Self {
        Self {
            rule,
            instead: EXAMPLE.to_owned(),
            beside: String::new(),
        }
    }

    fn beside(mut self, beside: impl Into<String>) -> Self {
        self.beside = beside.into();
        self
    }

    fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = instead.into();
        self
    }
}

impl From<Rule> for Fault {
    fn from(rule: Rule) -> Self {
        Self::new(rule)
    }
}

/// Reads an origin or a pattern over origins. `"*"` is not one: it is a mode of the whole list.
pub(crate) fn read(text: &str) -> Result<Pattern, Fault> {
    let fault = match strict(text) {
        Ok(pattern) => return Ok(pattern),
        Err(fault) => fault,
    };
    if !is_mendable(fault.rule) {
        return Err(fault);
    }
    let mended = mend(text);
    match strict(&mended) {
        Ok(_) => Err(fault.instead(mended)),
        // Behind the fault that the eye meets first stands one that cannot be mended: that is the
        // one to name, since its neighbour's help would send the user from one error to the next.
        Err(deeper) if mended != text => Err(deeper),
        Err(_) => Err(fault),
    }
}

/// Whether [`mend`] knows what was meant by a text with this fault.
const fn is_mendable(rule: Rule) -> bool {
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
            | Rule::OriginScheme
            | Rule::OriginControl
            | Rule::WildcardGlued
            | Rule::WildcardScheme
    )
}

/// Reads the one form there is, and names the first thing that departs from it.
fn strict(text: &str) -> Result<Pattern, Fault> {
    if text.is_empty() {
        return Err(Rule::OriginEmpty.into());
    }
    if text.len() > LONGEST_ORIGIN + LONGEST_ORIGIN / 2 {
        return Err(Rule::OriginLength.into());
    }
    refuse_several(text)?;
    if text.contains(|c: char| c.is_control() && !c.is_whitespace()) {
        return Err(Rule::OriginControl.into());
    }
    if text.contains(char::is_whitespace) {
        return Err(Rule::OriginSpace.into());
    }
    let (scheme, rest) = split_scheme(text)?;
    let authority = split_authority(rest)?;
    let (host, port) = split_port(authority)?;
    let (subdomains, host) = read_host(host)?;
    let port = read_port(scheme, port).map_err(|fault| match fault.rule {
        Rule::WildcardPort => fault.instead(format!("{}{host}:8080", scheme.prefix())),
        _ => fault,
    })?;
    if text.len() > LONGEST_ORIGIN {
        return Err(Rule::OriginLength.into());
    }
    Ok(Pattern::new(scheme, subdomains, host, port))
}

/// `"https://a, https://b"`: the separators that other libraries take.
fn refuse_several(text: &str) -> Result<(), Fault> {
    let pieces = |separator: fn(char) -> bool| -> Vec<&str> {
        text.split(separator)
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .collect()
    };
    let by_comma = pieces(|c| c == ',' || c == ';');
    if text.contains([',', ';']) && by_comma.iter().all(|piece| piece.contains("://")) {
        return Err(Fault::new(Rule::OriginComma).instead(quoted(&by_comma)));
    }
    let by_space = pieces(|c| c.is_whitespace() || c == '|');
    if by_space.len() > 1 && by_space.iter().all(|piece| piece.contains("://")) {
        return Err(Fault::new(Rule::OriginsBySpace).instead(quoted(&by_space)));
    }
    Ok(())
}

fn quoted(pieces: &[&str]) -> String {
    let pieces: Vec<_> = pieces.iter().map(|piece| format!("{piece:?}")).collect();
    pieces.join(", ")
}

/// Schemes whose pages have an opaque origin, sent as `null`.
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

/// Fetch, «serialized-origin»: the scheme and `://`.
fn split_scheme(text: &str) -> Result<(Scheme, &str), Fault> {
    let lower = text.to_ascii_lowercase();
    let before_colon = lower.split(':').next().unwrap_or_default();
    if text.contains(':') && OPAQUE_SCHEMES.contains(&before_colon) {
        return Err(Rule::OriginOpaque.into());
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(match before_colon {
            "http" | "https" | "ws" | "wss" if text.contains(':') => Rule::OriginSeparator.into(),
            _ if lower.starts_with("http//") || lower.starts_with("https//") => {
                Rule::OriginSeparator.into()
            }
            _ if text.contains('*') && !text.starts_with("*.") => Rule::WildcardGlued.into(),
            _ => Fault::from(Rule::OriginNoScheme),
        });
    };
    if scheme.contains(['*', '?', '(', '[']) {
        return Err(Rule::WildcardScheme.into());
    }
    if scheme.contains([':', '/', '\\']) {
        return Err(Rule::OriginSeparator.into());
    }
    match scheme {
        "http" => Ok((Scheme::Http, rest)),
        "https" => Ok((Scheme::Https, rest)),
        _ => Err(match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => Rule::OriginSchemeCase.into(),
            "ws" | "wss" => Rule::OriginSocket.into(),
            "ftp" | "ftps" | "sftp" => Rule::OriginFtp.into(),
            "" => Rule::OriginNoScheme.into(),
            _ => Fault::new(Rule::OriginScheme).beside(scheme),
        }),
    }
}

/// What stands between `://` and whatever an origin does not have.
fn split_authority(rest: &str) -> Result<&str, Fault> {
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if authority.is_empty() {
        // `https:///a` and `https://\a` are slips in the separator, `https://` alone has no host.
        return Err(if tail.trim_matches(['/', '\\']).is_empty() {
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

/// The host, and what stands behind its colon.
fn split_port(authority: &str) -> Result<(&str, Option<&str>), Fault> {
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
            Fault::new(Rule::OriginIpv6Brackets).instead("http://[::1]:8080")
        } else {
            Fault::new(Rule::OriginPort).instead("https://app.example.com:8443")
        });
    }
    if host.is_empty() {
        return Err(Rule::OriginNoHost.into());
    }
    Ok((host, Some(port)))
}

/// The host, and whether `*.` stands before it.
fn read_host(host: &str) -> Result<(bool, String), Fault> {
    if let Some(inside) = host.strip_prefix('[') {
        let address = read_ipv6(inside.strip_suffix(']').unwrap_or(inside))?;
        return Ok((false, address));
    }
    if host == "*" {
        return Err(Rule::WildcardAlone.into());
    }
    let (subdomains, base) = match host.strip_prefix("*.") {
        Some(base) => (true, base),
        None => (false, host),
    };
    refuse_wildcards(host, base)?;
    if !base.is_ascii() {
        return Err(Rule::OriginUnicode.into());
    }
    if base.contains('%') {
        return Err(Rule::OriginPercent.into());
    }
    if let Some(byte) = base
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'))
    {
        return Err(Fault::new(Rule::OriginHostByte).beside(byte));
    }
    let labels = base.strip_suffix('.').unwrap_or(base);
    if labels.ends_with('.') && !labels.trim_end_matches('.').is_empty() {
        return Err(Rule::OriginDots.into());
    }
    if labels.split('.').any(str::is_empty) {
        return Err(Rule::OriginEmptyLabel.into());
    }
    if base.contains(|c: char| c.is_ascii_uppercase()) {
        return Err(Rule::OriginHostCase.into());
    }
    if labels.split('.').any(|label| label.len() > LONGEST_LABEL) || host.len() > LONGEST_HOST {
        return Err(Rule::OriginHostLength.into());
    }
    if ends_in_a_number(labels) {
        match base.parse::<Ipv4Addr>() {
            Ok(_) if subdomains => {
                return Err(Fault::new(Rule::WildcardIp).instead("http://127.0.0.1:8080"));
            }
            // `Ipv4Addr` reads the one form that is also sent: four numbers, no zero in front.
            Ok(_) => {}
            Err(_) if ipv4_of(labels).is_some() => return Err(Rule::OriginIpv4Form.into()),
            Err(_) => return Err(Rule::OriginIpv4.into()),
        }
    }
    Ok((subdomains, base.to_owned()))
}

/// `*` anywhere but in front as a label of its own.
fn refuse_wildcards(host: &str, base: &str) -> Result<(), Fault> {
    if !base.contains('*') {
        return Ok(());
    }
    let labels: Vec<&str> = host.split('.').collect();
    let numeric = |label: &&str| label.bytes().all(|b| b.is_ascii_digit() || b == b'*');
    if labels.len() == 4 && labels.iter().all(numeric) {
        return Err(Fault::new(Rule::WildcardIp).instead("http://127.0.0.1:8080"));
    }
    if host.matches('*').count() > 1 {
        return Err(Fault::new(Rule::WildcardPlace).instead("https://*.example.com"));
    }
    if labels.last() == Some(&"*") {
        return Err(Rule::WildcardEnding.into());
    }
    if labels.iter().skip(1).any(|label| label.contains('*')) {
        return Err(Fault::new(Rule::WildcardPlace).instead("https://*.example.com"));
    }
    Err(Fault::new(Rule::WildcardGlued).instead("https://*.example.com"))
}

/// URL, «ends in a number checker»: such a host is an IPv4 address or nothing.
fn ends_in_a_number(host: &str) -> bool {
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
fn ipv4_of(host: &str) -> Option<Ipv4Addr> {
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

/// The address in brackets, in the form browsers send.
fn read_ipv6(inside: &str) -> Result<String, Fault> {
    if inside.contains('*') {
        return Err(Fault::new(Rule::WildcardIp).instead("http://[::1]:8080"));
    }
    let (address, zone) = match inside.split_once('%') {
        Some((address, _)) => (address, true),
        None => (inside, false),
    };
    let Ok(parsed) = address.parse::<Ipv6Addr>() else {
        return Err(Rule::OriginIpv6.into());
    };
    if zone {
        return Err(Rule::OriginIpv6Zone.into());
    }
    let sent = ipv6_as_sent(parsed);
    if sent == inside {
        Ok(format!("[{sent}]"))
    } else {
        Err(Rule::OriginIpv6Form.into())
    }
}

/// URL, «IPv6 serializer»: RFC 5952, but with mapped IPv4 addresses in hexadecimal, where
/// `Ipv6Addr`'s own form has them dotted.
fn ipv6_as_sent(address: Ipv6Addr) -> String {
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

fn read_port(scheme: Scheme, port: Option<&str>) -> Result<Port, Fault> {
    let Some(port) = port else {
        return Ok(Port::Default);
    };
    if port.is_empty() {
        return Err(Rule::OriginPortMissing.into());
    }
    if port == "*" {
        return Ok(Port::Any);
    }
    if port.contains(['*', ',', '[', '-', '{', '(', '|']) && !port.starts_with('-') {
        return Err(Rule::WildcardPort.into());
    }
    let plain = port.bytes().all(|b| b.is_ascii_digit()) && !port.starts_with('0');
    match port.parse::<u16>() {
        Ok(number) if plain && number == scheme.default_port() => {
            Err(Rule::OriginDefaultPort.into())
        }
        Ok(number) if plain => Ok(Port::Number(number)),
        _ => Err(Fault::new(Rule::OriginPort).instead("https://app.example.com:8443")),
    }
}

/// The origin that was meant, as far as that can be told; the caller reads the result again.
fn mend(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let (scheme, rest) = mend_scheme(&text);
    let authority = &rest[..rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len())];
    let authority = authority.rsplit('@').next().unwrap_or_default();
    let authority = authority.to_ascii_lowercase();
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

fn mend_host(host: &str) -> String {
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

fn mend_port(scheme: &str, port: &str) -> Option<String> {
    let digits = match port.trim_start_matches('0') {
        // Port 0 was not meant to be the default one.
        "" => port,
        digits => digits,
    };
    let default = if scheme == "http" { "80" } else { "443" };
    (!port.is_empty() && digits != default).then(|| digits.to_owned())
}

/// Whether a host can only be the machine that the browser runs on: RFC 6761 §6.3 and the loopback
/// addresses.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}
