//! The serialised origin and the patterns over it, read from what a user wrote.
//!
//! What browsers send is `scheme "://" host [":" port]` in one form only, and it is compared byte by
//! byte, so exactly that form is accepted. Everything else is refused with the rule it breaks and,
//! where there is one, the text that was meant. A literal has one fault at a time: the text proposed
//! mends all of them at once.
//!
//! Matching an origin that a browser sent is the business of `matching`.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::app_origin::{self, AppOrigin};
use super::catalogue::Rule;
use super::ip::{ends_in_a_number, ipv4_of, ipv6_as_sent};
use super::mend::{is_mendable, mend};
use super::pattern::{Pattern, Port, Scheme};
use super::punycode::is_valid_xn_label;
use super::script::names_foreign_letter;
use super::text::{all, find_any, has_any, is_one_of, pieces, quoted};

/// The longest scheme that anybody has registered for pages.
pub(crate) const LONGEST_SCHEME: usize = 64;
/// The longest origin there can be: scheme, `://`, host, colon and five digits.
pub(crate) const LONGEST_ORIGIN: usize = LONGEST_SCHEME + 3 + LONGEST_HOST + 6;
/// The longest host there can be: what the domain name system can carry.
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
    // A fault that brings its own text knows better; of a port it is only an example.
    let brings_its_own = fault.instead != EXAMPLE && fault.rule != Rule::OriginPort;
    if !is_mendable(fault.rule) || brings_its_own {
        return Err(fault);
    }
    let mended = mend(text);
    // Behind the fault that the eye meets first may stand one that cannot be mended: that is the one
    // to name, since its neighbour's help would send the user from one error to the next.
    strict(&mended)?;
    Err(fault.instead(mended))
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
    refuse_invisible(text)?;
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
    Ok(Origin::Web(Pattern::new(scheme, subdomains, host, port)))
}

/// `"https://a, https://b"`: the separators that other libraries take.
fn refuse_several(text: &str) -> Result<(), Fault> {
    for (rule, separators) in [
        (Rule::OriginComma, &b",;"[..]),
        (Rule::OriginsBySpace, b" \t\n|"),
    ] {
        // One without a separator is read by whoever asked, and not once more.
        if !has_any(text, separators) {
            continue;
        }
        let mut mended = Vec::new();
        let mut are_origins = true;
        for piece in pieces(text, separators) {
            let piece = piece.trim();
            are_origins &= piece.is_empty() || piece.contains("://");
            if !piece.is_empty() {
                mended.push(match read(piece) {
                    Ok(_) => piece.to_owned(),
                    Err(fault) => fault.instead,
                });
            }
        }
        // White space at the edge separates nothing.
        let is_list = mended.len() > 1 || (mended.len() == 1 && rule == Rule::OriginComma);
        if is_list && are_origins {
            return Err(Fault::new(rule).instead(quoted(&mended)));
        }
    }
    Ok(())
}

/// White space and control characters, which no origin has and some headers cannot.
fn refuse_invisible(text: &str) -> Result<(), Fault> {
    let mut found = None;
    for character in text.chars() {
        if character.is_whitespace() {
            found = found.or(Some(Rule::OriginSpace));
        } else if character.is_control() {
            found = Some(Rule::OriginControl);
        }
    }
    match found {
        Some(rule) => Err(rule.into()),
        None => Ok(()),
    }
}

/// Templates that nothing fills in, and regular expressions, which do not exist here: unanchored or
/// unescaped, they are what lets strangers in elsewhere.
fn refuse_other_languages(text: &str) -> Result<(), Fault> {
    // `$NAME`, and not the `$` at the end of a regular expression.
    let has_name = match text.split_once('$') {
        Some((_, name)) => match name.as_bytes() {
            [first, ..] => first.is_ascii_alphabetic() || *first == b'_',
            [] => false,
        },
        None => false,
    };
    if has_name || has_any(text, b"{}<>") || text.contains("%s") {
        return Err(Rule::OriginTemplate.into());
    }
    let mut is_expression = text.starts_with('^') || text.ends_with('$');
    for piece in ["\\.", "://.*", ".+", "[a-z", "[0-9", "[^", "("] {
        is_expression |= text.contains(piece);
    }
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
    let before_colon = match lower.split_once(':') {
        Some((before, _)) => before,
        None => lower.as_str(),
    };
    if text.contains(':') && is_one_of(before_colon, &OPAQUE_SCHEMES) {
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
    if has_any(scheme, b"*?([") {
        return Err(Rule::WildcardScheme.into());
    }
    if has_any(scheme, b":/\\") {
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
    let end = find_any(rest, b"/\\?#").unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if authority.is_empty() {
        // `https:///a` and `https://\a` are slips in the separator, `https://` alone has no host.
        return Err(if all(tail, |byte| matches!(byte, b'/' | b'\\')) {
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
    if let Some(byte) = odd_byte(base) {
        return Err(Fault::new(Rule::OriginHostByte).beside(byte));
    }
    let labels = base.strip_suffix('.').unwrap_or(base);
    if labels.ends_with('.') && !labels.trim_end_matches('.').is_empty() {
        return Err(Rule::OriginDots.into());
    }
    let mut longest = 0;
    let mut broken_punycode = None;
    for label in labels.split('.') {
        if label.is_empty() {
            return Err(Rule::OriginEmptyLabel.into());
        }
        longest = longest.max(label.len());
        if label.starts_with("xn--") && !is_valid_xn_label(label) {
            broken_punycode = Some(label);
        }
    }
    if !all(base, |byte| !byte.is_ascii_uppercase()) {
        return Err(Rule::OriginHostCase.into());
    }
    if longest > LONGEST_LABEL || host.len() > LONGEST_HOST {
        return Err(Rule::OriginHostLength.into());
    }
    if labels == "invalid" || labels.ends_with(".invalid") {
        return Err(Rule::OriginInvalidName.into());
    }
    if let Some(label) = broken_punycode {
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
    for label in host.split('.') {
        if let Some(letter) = names_foreign_letter(label) {
            return Fault::new(Rule::OriginLookalike).beside(letter.to_string());
        }
    }
    Rule::OriginUnicode.into()
}

/// The first character of a host that no host has.
pub(super) fn odd_byte(host: &str) -> Option<String> {
    for character in host.chars() {
        if !character.is_ascii_alphanumeric() && !matches!(character, '-' | '_' | '.') {
            return Some(character.to_string());
        }
    }
    None
}

/// `*` anywhere but in front as a label of its own.
fn refuse_wildcards(host: &str, base: &str) -> Result<(), Fault> {
    if !base.contains('*') {
        return Ok(());
    }
    if all(host, |byte| {
        byte.is_ascii_digit() || matches!(byte, b'*' | b'.')
    }) && host.len() > 3
    {
        return Err(Fault::new(Rule::WildcardIp).instead("http://127.0.0.1:8080"));
    }
    let (before, after) = host.split_once('*').unwrap_or((host, ""));
    let is_ending = before.ends_with('.') && after.is_empty();
    let rule = if after.contains('*') {
        Rule::WildcardPlace
    } else if is_ending {
        return Err(Rule::WildcardEnding.into());
    } else if before.contains('.') {
        Rule::WildcardPlace
    } else {
        Rule::WildcardGlued
    };
    Err(Fault::new(rule).instead("https://*.example.com"))
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
    if has_any(port, b"*,[-{(|") && !port.starts_with('-') {
        return Err(Rule::WildcardPort.into());
    }
    let plain = all(port, |byte| byte.is_ascii_digit()) && !port.starts_with('0');
    match port.parse::<u16>() {
        Ok(number) if plain && number == scheme.default_port() => {
            Err(Rule::OriginDefaultPort.into())
        }
        Ok(number) if plain => Ok(Port::Number(number)),
        _ => Err(Fault::new(Rule::OriginPort).instead("https://app.example.com:8443")),
    }
}
