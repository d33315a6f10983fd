//! Parsing of the `*` in a host: whole labels, or a part of the first one.

use super::error::OriginError;
use super::label::LabelPattern;
use super::pattern::Wildcard;
use crate::public_suffix::is_public_suffix;
use crate::rules::Rule;

/// The example of a pattern over whole labels.
const SUBDOMAINS: &str = "https://*.example.com";
/// The example of a pattern within a label.
const IN_A_LABEL: &str = "https://app-*.example.com";

/// Splits a host into its wildcard and the host after that.
pub(super) fn parse_wildcard(host: &str) -> Result<(Wildcard, &str), OriginError> {
    if host == "*" {
        return Err(Rule::WildcardAlone.into());
    }
    if let Some(base) = host.strip_prefix("*.") {
        // `*.` with nothing after it.
        if base.bytes().all(|byte| byte == b'.') {
            return Err(Rule::WildcardAlone.into());
        }
        if !base.contains('*') {
            return Ok((Wildcard::Subdomains, base));
        }
    }
    let Some((before, after)) = host.split_once('*') else {
        return Ok((Wildcard::None, host));
    };
    let is_like_ip = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'*' | b'.');
    if host.len() > 3 && host.bytes().all(is_like_ip) {
        return Err(Rule::WildcardIp.into());
    }
    if before.ends_with('.') && after.is_empty() {
        return Err(Rule::WildcardEnding.into());
    }
    if before.contains('.') || after.contains('*') {
        return Err(misplaced(host, before, after));
    }
    let (label, base) = host.split_once('.').unwrap_or((host, ""));
    let Some(pattern) = LabelPattern::parse(label) else {
        let suggestion = if before.is_empty() {
            SUBDOMAINS
        } else {
            IN_A_LABEL
        };
        return Err(OriginError::new(Rule::WildcardGlued).with_suggestion(suggestion));
    };
    if LabelPattern::is_encoded(label) {
        return Err(OriginError::new(Rule::WildcardEncoded).with_other(label));
    }
    if base.is_empty() {
        return Err(Rule::WildcardEnding.into());
    }
    Ok((Wildcard::Label(pattern), base))
}

/// The error of a `*` after the first label, or of several.
fn misplaced(host: &str, before: &str, after: &str) -> OriginError {
    let is_in_a_label = |label: &str| label.contains('*') && label.contains('-');
    let suggestion = if host.split('.').any(is_in_a_label) {
        IN_A_LABEL
    } else {
        SUBDOMAINS
    };
    let (rest, _) = after.split_once('.').unwrap_or((after, ""));
    let is_twice_in_a_label = !before.contains('.') && rest.contains('*');
    OriginError::new(Rule::WildcardPlace)
        .with_alternative(is_twice_in_a_label)
        .with_suggestion(suggestion)
}

/// Rejects a `*` in a domain that anyone can register at a registry: `https://app-*.com`. A `*` in a name
/// that a company gives to its customers, such as `https://app-*.vercel.app`, is the purpose of the
/// pattern.
pub(super) fn reject_registrable(base: &str) -> Result<(), OriginError> {
    let suffix = base.strip_suffix('.').unwrap_or(base);
    if is_registry(suffix) {
        return Err(OriginError::new(Rule::WildcardDomain).with_other(suffix));
    }
    Ok(())
}

/// The names that registries of countries use for the second level.
const SECOND_LEVELS: [&str; 16] = [
    "ac", "co", "com", "edu", "gen", "gob", "gov", "gouv", "ltd", "me", "ne", "net", "nom", "or",
    "org", "plc",
];

/// Returns whether a public suffix is that of a registry, and not of a company: a top-level domain, or a
/// usual second level below that of a country, such as `co.uk`.
fn is_registry(suffix: &str) -> bool {
    let is_registry = match suffix.split_once('.') {
        None => true,
        Some((second_level, country)) => {
            country.len() == 2 && SECOND_LEVELS.contains(&second_level)
        }
    };
    is_registry && is_public_suffix(suffix)
}
