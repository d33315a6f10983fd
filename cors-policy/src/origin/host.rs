//! Parsing of the host and the port of an origin.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::error::OriginError;
use super::idna::confusable::mixed_script_char;
use super::idna::punycode::is_valid_xn_label;
use super::ip::{ends_in_a_number, ipv4_of, ipv6_as_sent};
use super::limits::{MAX_HOST_LEN, MAX_LABEL_LEN};
use super::pattern::{Port, Scheme};
use super::syntax::invalid_host_char;
use crate::rules::Rule;

/// The host, and whether `*.` stands before it.
pub(super) fn parse_host(host: &str) -> Result<(bool, String), OriginError> {
    if let Some(inside) = host.strip_prefix('[') {
        let address = parse_ipv6(inside.strip_suffix(']').unwrap_or(inside))?;
        return Ok((false, address));
    }
    if host == "*" {
        return Err(Rule::WildcardAlone.into());
    }
    let (subdomains, base) = match host.strip_prefix("*.") {
        Some(base) => (true, base),
        None => (false, host),
    };
    reject_wildcards(host, base)?;
    if !base.is_ascii() {
        return Err(not_ascii(base));
    }
    if base.contains('%') {
        return Err(Rule::OriginPercent.into());
    }
    if let Some(byte) = invalid_host_char(base) {
        return Err(OriginError::new(Rule::OriginHostByte).with_other(byte));
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
    if base.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(Rule::OriginHostCase.into());
    }
    if longest > MAX_LABEL_LEN || host.len() > MAX_HOST_LEN {
        return Err(Rule::OriginHostLength.into());
    }
    if labels == "invalid" || labels.ends_with(".invalid") {
        return Err(Rule::OriginInvalidName.into());
    }
    if let Some(label) = broken_punycode {
        return Err(OriginError::new(Rule::OriginPunycode).with_other(label));
    }
    if ends_in_a_number(labels) {
        match base.parse::<Ipv4Addr>() {
            Ok(_) if subdomains => {
                return Err(
                    OriginError::new(Rule::WildcardIp).with_suggestion("http://127.0.0.1:8080")
                );
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
fn not_ascii(host: &str) -> OriginError {
    for label in host.split('.') {
        if let Some(letter) = mixed_script_char(label) {
            return OriginError::new(Rule::OriginLookalike).with_other(letter.to_string());
        }
    }
    Rule::OriginUnicode.into()
}

/// `*` anywhere but in front as a label of its own.
fn reject_wildcards(host: &str, base: &str) -> Result<(), OriginError> {
    if !base.contains('*') {
        return Ok(());
    }
    if host
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'.'))
        && host.len() > 3
    {
        return Err(OriginError::new(Rule::WildcardIp).with_suggestion("http://127.0.0.1:8080"));
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
    Err(OriginError::new(rule).with_suggestion("https://*.example.com"))
}

/// The address in brackets, in the form browsers send.
fn parse_ipv6(inside: &str) -> Result<String, OriginError> {
    if inside.contains('*') {
        return Err(OriginError::new(Rule::WildcardIp).with_suggestion("http://[::1]:8080"));
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

pub(super) fn parse_port(scheme: Scheme, port: Option<&str>) -> Result<Port, OriginError> {
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
    let plain = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
    match port.parse::<u16>() {
        Ok(number) if plain && number == scheme.default_port() => {
            Err(Rule::OriginDefaultPort.into())
        }
        Ok(number) if plain => Ok(Port::Number(number)),
        _ => {
            Err(OriginError::new(Rule::OriginPort).with_suggestion("https://app.example.com:8443"))
        }
    }
}
