//! Parsing of the host and the port of an origin.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::error::OriginError;
use super::idna::confusable::mixed_script_char;
use super::idna::punycode::is_valid_xn_label;
use super::ip::{ends_in_a_number, parse_ipv4, serialise_ipv6};
use super::limits::{MAX_HOST_LEN, MAX_LABEL_LEN};
use super::pattern::{Port, Scheme, Wildcard};
use super::syntax::invalid_host_char;
use super::wildcard::{parse_wildcard, reject_registrable};
use crate::rules::Rule;

/// Parses a host, and returns it without `*.` or a label with a `*`, together with that wildcard.
pub(super) fn parse_host(host: &str) -> Result<(Wildcard, String), OriginError> {
    if let Some(address) = host.strip_prefix('[') {
        let address = parse_ipv6(address.strip_suffix(']').unwrap_or(address))?;
        return Ok((Wildcard::None, address));
    }
    let (wildcard, base) = parse_wildcard(host)?;
    // The name with a `*` in its first label, but without `*.`.
    let labels = host.strip_prefix("*.").unwrap_or(host);
    reject_invalid_chars(labels)?;
    let name = labels.strip_suffix('.').unwrap_or(labels);
    reject_invalid_labels(host, name)?;
    if ends_in_a_number(name) {
        // `Ipv4Addr` parses only the form that browsers send: four numbers without leading zeros.
        let is_canonical = base.parse::<Ipv4Addr>().is_ok();
        if is_canonical && wildcard != Wildcard::None {
            return Err(Rule::WildcardIp.into());
        }
        if !is_canonical {
            return Err(match parse_ipv4(name) {
                Some(_) => Rule::OriginIpv4Form.into(),
                None => Rule::OriginIpv4.into(),
            });
        }
    }
    if let Wildcard::Label(_) = wildcard {
        reject_registrable(base)?;
    }
    Ok((wildcard, base.to_owned()))
}

/// Rejects what cannot occur in the labels of a host. A `*` is already parsed.
fn reject_invalid_chars(labels: &str) -> Result<(), OriginError> {
    if !labels.is_ascii() {
        return Err(match labels.split('.').find_map(mixed_script_char) {
            Some(letter) => OriginError::new(Rule::OriginLookalike).with_other(letter),
            None => Rule::OriginUnicode.into(),
        });
    }
    if labels.contains('%') {
        return Err(Rule::OriginPercent.into());
    }
    match invalid_host_char(&labels.replacen('*', "", 1)) {
        Some(invalid) => Err(OriginError::new(Rule::OriginHostByte).with_other(invalid)),
        None => Ok(()),
    }
}

/// Rejects a name that browsers would send in another form, or that no host can have. `name` is `host`
/// without `*.` and without the dot at the end.
fn reject_invalid_labels(host: &str, name: &str) -> Result<(), OriginError> {
    if name.ends_with('.') && name.contains(|c| c != '.') {
        return Err(Rule::OriginDots.into());
    }
    if name.split('.').any(str::is_empty) {
        let starts_with_dot = host.starts_with('.');
        return Err(OriginError::new(Rule::OriginEmptyLabel).with_alternative(starts_with_dot));
    }
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(Rule::OriginHostCase.into());
    }
    let has_long_label = name.split('.').any(|label| label.len() > MAX_LABEL_LEN);
    if has_long_label || host.len() > MAX_HOST_LEN {
        return Err(Rule::OriginHostLength.into());
    }
    if name == "invalid" || name.ends_with(".invalid") {
        return Err(Rule::OriginInvalidName.into());
    }
    let is_invalid_xn_label = |label: &&str| label.starts_with("xn--") && !is_valid_xn_label(label);
    match name.split('.').rfind(is_invalid_xn_label) {
        Some(label) => Err(OriginError::new(Rule::OriginPunycode).with_other(label)),
        None => Ok(()),
    }
}

/// Parses the text in brackets, and returns the address in brackets.
fn parse_ipv6(text: &str) -> Result<String, OriginError> {
    if text.contains('*') {
        return Err(Rule::WildcardIp.into());
    }
    let (address, zone) = match text.split_once('%') {
        Some((address, zone)) => (address, Some(zone)),
        None => (text, None),
    };
    let Ok(address) = address.parse::<Ipv6Addr>() else {
        return Err(Rule::OriginIpv6.into());
    };
    if zone.is_some() {
        return Err(Rule::OriginIpv6Zone.into());
    }
    let serialised = serialise_ipv6(address);
    if serialised == text {
        Ok(format!("[{serialised}]"))
    } else {
        Err(Rule::OriginIpv6Form.into())
    }
}

/// Parses the text after the colon; `None` for a host without a colon.
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
    let is_canonical = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
    match port.parse::<u16>() {
        Ok(number) if is_canonical && number == scheme.default_port() => {
            Err(Rule::OriginDefaultPort.into())
        }
        Ok(number) if is_canonical => Ok(Port::Number(number)),
        _ => {
            Err(OriginError::new(Rule::OriginPort).with_suggestion("https://app.example.com:8443"))
        }
    }
}
