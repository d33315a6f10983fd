//! Parsing of origins and patterns as a user writes them.
//!
//! Browsers send an origin in one form only, `scheme "://" host [":" port]`, and it is compared byte by
//! byte, so parsing accepts exactly that form. Any other text is an error with one rule, and with a
//! suggestion that fixes everything in the text at once, if there is one.

use super::custom_scheme::{self, CustomOrigin};
use super::error::{EXAMPLE, OriginError};
use super::host::{parse_host, parse_port};
use super::limits::MAX_ORIGIN_LEN;
use super::pattern::OriginPattern;
use super::suggest::{is_fixable, suggest, suggest_address, suggest_single_port};
use super::syntax::{SchemeSplit, split_authority, split_port, split_scheme};
use crate::rules::Rule;
use crate::text::{pieces, quoted};

/// An entry of a list of origins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParsedOrigin {
    /// An origin with the scheme `http` or `https`, or a pattern over such origins.
    Web(OriginPattern),
    /// An origin with a custom scheme, of an app or a browser extension.
    Custom(CustomOrigin),
}

/// The values that reflect the origin of the request in other libraries.
const REFLECTION_VALUES: [&str; 9] = [
    "any",
    "all",
    "everyone",
    "mirror",
    "mirror_request",
    "reflect",
    "reflected",
    "dynamic",
    "same",
];

/// Parses an entry of a list of origins, an origin or a pattern over origins. `"*"` is not an entry: it
/// applies to the whole list.
pub(crate) fn parse(text: &str) -> Result<ParsedOrigin, OriginError> {
    // The words below have no colon, and every origin has one.
    if text.contains(':') {
        return parse_or_suggest(text);
    }
    let word = text.trim().replace(['\'', '"'], "").to_ascii_lowercase();
    // Sandboxed frames, `data:` pages and redirects across sites all send `null`, so it identifies no site.
    // <https://fetch.spec.whatwg.org/#origin-or-null>
    if word == "null" {
        return Err(OriginError::new(Rule::NullOrigin).with_suggestion(""));
    }
    if REFLECTION_VALUES.contains(&word.as_str()) {
        return Err(OriginError::new(Rule::Reflection).with_suggestion(""));
    }
    parse_or_suggest(text)
}

/// Parses an origin or a pattern; an error suggests the origin that was probably meant.
fn parse_or_suggest(text: &str) -> Result<ParsedOrigin, OriginError> {
    if let Some(inner) = without_quotes(text) {
        let suggestion = match parse_or_suggest(inner) {
            _ if inner.is_empty() || inner == "*" => EXAMPLE.to_owned(),
            Ok(_) => inner.to_owned(),
            // A list, or another mistake that would remain.
            Err(error) if error.suggestion == EXAMPLE || error.suggestion.contains('"') => {
                return Err(error);
            }
            Err(error) => error.suggestion,
        };
        return Err(OriginError::new(Rule::OriginQuoted).with_suggestion(suggestion));
    }
    let error = match parse_canonical(text) {
        Ok(pattern) => return Ok(pattern),
        Err(error) => error,
    };
    // A specific suggestion is kept. The suggestion for a port is only an example.
    let has_suggestion = error.suggestion != EXAMPLE && error.rule != Rule::OriginPort;
    if !is_fixable(error.rule) || has_suggestion {
        return Err(error);
    }
    let suggestion = suggest(text);
    // If the suggestion still has an error that cannot be fixed, that error is reported, because the
    // suggestion would only lead the user to it.
    parse_canonical(&suggestion)?;
    Err(error.with_suggestion(suggestion))
}

/// Parses the form that browsers send. The error is the first deviation from this form.
fn parse_canonical(text: &str) -> Result<ParsedOrigin, OriginError> {
    if text.is_empty() {
        return Err(Rule::OriginEmpty.into());
    }
    if text.len() > MAX_ORIGIN_LEN + MAX_ORIGIN_LEN / 2 {
        return Err(Rule::OriginLength.into());
    }
    // Most origins have nothing to reject, so one search saves many.
    if !text.bytes().all(is_plain) {
        reject_multiple_origins(text)?;
        reject_templates_and_regexes(text)?;
        reject_whitespace(text)?;
    }
    let (scheme, rest) = match split_scheme(text)? {
        SchemeSplit::Web(scheme, rest) => (scheme, rest),
        SchemeSplit::Custom(scheme, rest) => {
            return custom_scheme::parse(scheme, rest).map(ParsedOrigin::Custom);
        }
    };
    let authority = split_authority(rest)?;
    let (host, port) = split_port(authority)?;
    let (wildcard, host) = parse_host(host).map_err(|error| match error.rule {
        Rule::WildcardIp => error.with_suggestion(suggest_address(scheme, host, port)),
        _ => error,
    })?;
    let port = parse_port(scheme, port).map_err(|error| match error.rule {
        Rule::WildcardPort => {
            let port = suggest_single_port(scheme, port.unwrap_or_default());
            let origin = OriginPattern::new(scheme, wildcard.clone(), host.clone(), port);
            error.with_suggestion(origin.to_string())
        }
        _ => error,
    })?;
    Ok(ParsedOrigin::Web(OriginPattern::new(
        scheme, wildcard, host, port,
    )))
}

/// Returns whether a byte is one of those of origins without `*` and brackets. A list of origins, a template, a
/// regular expression and whitespace have others too.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'/' | b'.' | b'-' | b'_')
}

/// Returns the text without the quotes and brackets around it, if it has any. They remain when a list in
/// the syntax of JSON or of a shell is split at its commas, such as the value of an environment variable.
fn without_quotes(text: &str) -> Option<&str> {
    const QUOTES: [char; 7] = ['"', '\'', '`', '“', '”', '‘', '’'];
    let is_start = |c| QUOTES.contains(&c) || (c == '[' && !text.starts_with("[:"));
    let mut inner = text.trim().trim_start_matches(is_start);
    loop {
        // The bracket after an IPv6 address is part of the origin.
        let is_unmatched = inner.matches(']').count() > inner.matches('[').count();
        let is_end = |c: char| QUOTES.contains(&c) || (c == ']' && is_unmatched);
        match inner.strip_suffix(is_end) {
            Some(shorter) => inner = shorter,
            None => break,
        }
    }
    (inner != text.trim()).then_some(inner)
}

/// Rejects several origins in one text, such as `"https://a, https://b"`, which other libraries accept.
fn reject_multiple_origins(text: &str) -> Result<(), OriginError> {
    for (rule, separators) in [
        (Rule::OriginComma, &[',', ';'][..]),
        (Rule::OriginsBySpace, &[' ', '\t', '\n', '|']),
    ] {
        if !text.contains(separators) {
            continue;
        }
        let origins: Vec<&str> = pieces(text, separators)
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .collect();
        // Whitespace before or after a single origin does not make it a list.
        let is_list = origins.len() > 1 || (origins.len() == 1 && rule == Rule::OriginComma);
        if is_list && origins.iter().all(|origin| origin.contains("://")) {
            let suggestions: Vec<String> = origins
                .into_iter()
                .map(|origin| match parse_or_suggest(origin) {
                    Ok(_) => origin.to_owned(),
                    Err(error) => error.suggestion,
                })
                .collect();
            return Err(OriginError::new(rule).with_suggestion(quoted(&suggestions)));
        }
    }
    Ok(())
}

/// Rejects whitespace and control characters, which no origin contains.
fn reject_whitespace(text: &str) -> Result<(), OriginError> {
    if text.contains(|c: char| c.is_control() && !c.is_whitespace()) {
        return Err(Rule::OriginControl.into());
    }
    if text.contains(char::is_whitespace) {
        return Err(Rule::OriginSpace.into());
    }
    Ok(())
}

/// Rejects templates, which nothing fills in, and regular expressions, which are not supported: an
/// expression without anchors or escapes matches origins of other people.
fn reject_templates_and_regexes(text: &str) -> Result<(), OriginError> {
    // `$NAME`, but not the `$` at the end of a regular expression.
    let has_variable = text.split_once('$').is_some_and(|(_, name)| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
    });
    if has_variable || text.contains(['{', '}', '<', '>']) || text.contains("%s") {
        return Err(Rule::OriginTemplate.into());
    }
    let regex_parts = ["\\.", "://.*", ".+", "[a-z", "[0-9", "[^", "("];
    let is_regex = text.starts_with('^')
        || text.ends_with('$')
        || regex_parts.iter().any(|part| text.contains(part));
    if is_regex {
        return Err(
            OriginError::new(Rule::OriginExpression).with_suggestion("https://*.example.com")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{
        is_plain, reject_multiple_origins, reject_templates_and_regexes, reject_whitespace,
    };

    /// Against the searches that plain texts skip, for every ASCII character at every position.
    #[test]
    fn plain_texts_have_nothing_to_reject() {
        // One character away from every expression that is searched for.
        let text = "https://.a-z";
        let with =
            |position: usize, c: char| format!("{}{c}{}", &text[..position], &text[position..]);
        for c in (0..=127).map(char::from) {
            let mut texts = (0..=text.len()).map(|position| with(position, c));
            let is_rejected = texts.any(|text| {
                reject_multiple_origins(&text).is_err()
                    || reject_templates_and_regexes(&text).is_err()
                    || reject_whitespace(&text).is_err()
            });
            let has_plain_byte = u8::try_from(c).is_ok_and(is_plain);
            assert!(!(is_rejected && has_plain_byte), "{c:?}");
        }
    }
}
