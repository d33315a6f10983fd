//! The serialised origin and the patterns over it, read from what a user wrote.
//!
//! What browsers send is `scheme "://" host [":" port]` in one form only, and it is compared byte by
//! byte, so exactly that form is accepted. Everything else is refused with the rule it breaks and,
//! where there is one, the text that was meant. A literal has one fault at a time: the text proposed
//! mends all of them at once.
//!
//! Matching an origin that a browser sent is the business of [`super::pattern`].

use std::net::{Ipv4Addr, Ipv6Addr};

use super::app_origin::{self, AppOrigin};
use super::catalogue::Rule;
use super::ip::{ends_in_a_number, ipv4_of, ipv6_as_sent};
use super::mend::{is_mendable, mend};
use super::pattern::{Pattern, Port, Scheme};
use super::punycode::{is_valid_xn_label, names_foreign_letter};

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
    pub(super) fn new(rule: Rule) -> Self {
        Self {
            rule,
            instead: EXAMPLE.to_owned(),
            beside: String::new(),
        }
    }

    pub(super) fn beside(mut self, beside: impl Into<String>) -> Self {
        self.beside = beside.into();
        self
    }

    pub(super) fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = instead.into();
        self
    }
}

impl From<Rule> for Fault {
    fn from(rule: Rule) -> Self {
        Self::new(rule)
    }
}

/// What a text in a list of origins can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Of pages on the web, or a pattern over such origins.
    Web(Pattern),
    /// Of an app or an extension.
    App(AppOrigin),
}

/// Reads an origin or a pattern over origins. `"*"` is not one: it is a mode of the whole list.
pub(crate) fn read(text: &str) -> Result<Origin, Fault> {
    let fault = match strict(text) {
        Ok(pattern) => return Ok(pattern),
        Err(fault) => fault,
    };
    if !is_mendable(fault.rule) || fault.instead != EXAMPLE {
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

/// Reads the one form there is, and names the first thing that departs from it.
fn strict(text: &str) -> Result<Origin, Fault> {
    if text.is_empty() {
        return Err(Rule::OriginEmpty.into());
    }
    if text.len() > LONGEST_ORIGIN + LONGEST_ORIGIN / 2 {
        return Err(Rule::OriginLength.into());
    }
    refuse_several(text)?;
    refuse_other_languages(text)?;
    if text.contains(|c: char| c.is_control() && !c.is_whitespace()) {
        return Err(Rule::OriginControl.into());
    }
    if text.contains(char::is_whitespace) {
        return Err(Rule::OriginSpace.into());
    }
    let (scheme, rest) = match split_scheme(text)? {
        Split::Web(scheme, rest) => (scheme, rest),
        Split::Other(scheme, rest) => return app_origin::read(scheme, rest).map(Origin::App),
    };
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
    Ok(Origin::Web(Pattern::new(scheme, subdomains, host, port)))
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

/// The pieces as strings of a list, each mended if it needs it.
fn quoted(pieces: &[&str]) -> String {
    let mended = |piece: &&str| match read(piece) {
        Ok(_) => format!("{piece:?}"),
        Err(fault) => format!("{:?}", fault.instead),
    };
    let pieces: Vec<_> = pieces.iter().map(mended).collect();
    pieces.join(", ")
}

/// Templates that nothing fills in, and regular expressions, which do not exist here: unanchored or
/// unescaped, they are what lets strangers in elsewhere.
fn refuse_other_languages(text: &str) -> Result<(), Fault> {
    let dollar_name = text
        .split('$')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
    if dollar_name || text.contains(['{', '}', '<', '>']) || text.contains("%s") {
        return Err(Rule::OriginTemplate.into());
    }
    let is_expression = text.starts_with('^')
        || text.ends_with('$')
        || ["\\.", "://.*", ".+", "[a-z", "[0-9", "[^", "("]
            .iter()
            .any(|piece| text.contains(piece));
    if is_expression {
        return Err(Fault::new(Rule::OriginExpression).instead("https://*.example.com"));
    }
    Ok(())
}

/// A scheme and what follows `://`.
enum Split<'t> {
    Web(Scheme, &'t str),
    Other(&'t str, &'t str),
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
fn split_scheme(text: &str) -> Result<Split<'_>, Fault> {
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
        "http" => Ok(Split::Web(Scheme::Http, rest)),
        "https" => Ok(Split::Web(Scheme::Https, rest)),
        _ => match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => Err(Rule::OriginSchemeCase.into()),
            "ws" | "wss" => Err(Rule::OriginSocket.into()),
            "ftp" | "ftps" | "sftp" => Err(Rule::OriginFtp.into()),
            "" => Err(Rule::OriginNoScheme.into()),
            _ => Ok(Split::Other(scheme, rest)),
        },
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
pub(super) fn split_port(authority: &str) -> Result<(&str, Option<&str>), Fault> {
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
        return Err(not_ascii(base));
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
    if labels == "invalid" || labels.ends_with(".invalid") {
        return Err(Rule::OriginInvalidName.into());
    }
    if let Some(label) = labels
        .split('.')
        .find(|label| label.starts_with("xn--") && !is_valid_xn_label(label))
    {
        return Err(Fault::new(Rule::OriginPunycode).beside(label));
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

/// A host in letters beyond ASCII, which browsers send as punycode.
fn not_ascii(host: &str) -> Fault {
    match host.split('.').find_map(names_foreign_letter) {
        Some(letter) => Fault::new(Rule::OriginLookalike).beside(letter),
        None => Rule::OriginUnicode.into(),
    }
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
