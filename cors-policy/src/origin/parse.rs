//! The serialised origin and the patterns over it, read from what a user wrote.
//!
//! What browsers send is `scheme "://" host [":" port]` in one form only, and it is compared byte by
//! byte, so exactly that form is accepted. Everything else is refused with the rule it breaks and,
//! where there is one, the text that was meant. A literal has one error at a time: the text proposed
//! mends all of them at once.
//!
//! Matching an origin that a browser sent is the business of `matching`.

use super::custom_scheme::{self, CustomOrigin};
use super::error::{EXAMPLE, OriginError};
use super::host::{parse_host, parse_port};
use super::limits::MAX_ORIGIN_LEN;
use super::pattern::OriginPattern;
use super::suggest::{is_fixable, suggest};
use super::syntax::{SchemeSplit, split_authority, split_port, split_scheme};
use crate::rules::Rule;
use crate::text::{pieces, quoted};

/// What a text in a list of origins can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParsedOrigin {
    /// Of pages on the web, or a pattern over such origins.
    Web(OriginPattern),
    /// Of an app or an extension.
    Custom(CustomOrigin),
}

/// The words by which other libraries reflect the request's origin.
const REFLECTING: [&str; 9] = [
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
    let word = text.trim().replace(['\'', '"'], "").to_ascii_lowercase();
    // Sandboxed frames, `data:` pages and redirects across sites all send `null`, so it identifies no site.
    // <https://fetch.spec.whatwg.org/#origin-or-null>
    if word == "null" {
        return Err(OriginError::new(Rule::NullOrigin).with_suggestion(""));
    }
    if REFLECTING.contains(&word.as_str()) {
        return Err(OriginError::new(Rule::Reflection).with_suggestion(""));
    }
    parse_or_suggest(text)
}

/// Parses an origin or a pattern; an error suggests the origin that was probably meant.
fn parse_or_suggest(text: &str) -> Result<ParsedOrigin, OriginError> {
    let error = match parse_canonical(text) {
        Ok(pattern) => return Ok(pattern),
        Err(error) => error,
    };
    // A error that brings its own text knows better; of a port it is only an example.
    let brings_its_own = error.suggestion != EXAMPLE && error.rule != Rule::OriginPort;
    if !is_fixable(error.rule) || brings_its_own {
        return Err(error);
    }
    let suggestion = suggest(text);
    // Behind the error that the eye meets first may stand one that cannot be suggestion: that is the one
    // to name, since its neighbour's help would send the user from one error to the next.
    parse_canonical(&suggestion)?;
    Err(error.with_suggestion(suggestion))
}

/// Reads the one form there is, and names the first thing that departs from it.
fn parse_canonical(text: &str) -> Result<ParsedOrigin, OriginError> {
    if text.is_empty() {
        return Err(Rule::OriginEmpty.into());
    }
    if text.len() > MAX_ORIGIN_LEN + MAX_ORIGIN_LEN / 2 {
        return Err(Rule::OriginLength.into());
    }
    reject_multiple_origins(text)?;
    reject_templates_and_regexes(text)?;
    reject_whitespace(text)?;
    let (scheme, rest) = match split_scheme(text)? {
        SchemeSplit::Web(scheme, rest) => (scheme, rest),
        SchemeSplit::Custom(scheme, rest) => {
            return custom_scheme::parse(scheme, rest).map(ParsedOrigin::Custom);
        }
    };
    let authority = split_authority(rest)?;
    let (host, port) = split_port(authority)?;
    let (subdomains, host) = parse_host(host)?;
    let port = parse_port(scheme, port).map_err(|error| match error.rule {
        Rule::WildcardPort => error.with_suggestion(format!("{}{host}:8080", scheme.prefix())),
        _ => error,
    })?;
    Ok(ParsedOrigin::Web(OriginPattern::new(
        scheme, subdomains, host, port,
    )))
}

/// `"https://a, https://b"`: the separators that other libraries take.
fn reject_multiple_origins(text: &str) -> Result<(), OriginError> {
    for (rule, separators) in [
        (Rule::OriginComma, &[',', ';'][..]),
        (Rule::OriginsBySpace, &[' ', '\t', '\n', '|']),
    ] {
        // One without a separator is read by whoever asked, and not once more.
        if !text.contains(separators) {
            continue;
        }
        let mut suggestion = Vec::new();
        let mut are_origins = true;
        for piece in pieces(text, separators) {
            let piece = piece.trim();
            are_origins &= piece.is_empty() || piece.contains("://");
            if !piece.is_empty() {
                suggestion.push(match parse_or_suggest(piece) {
                    Ok(_) => piece.to_owned(),
                    Err(error) => error.suggestion,
                });
            }
        }
        // White space at the edge separates nothing.
        let is_list = suggestion.len() > 1 || (suggestion.len() == 1 && rule == Rule::OriginComma);
        if is_list && are_origins {
            return Err(OriginError::new(rule).with_suggestion(quoted(&suggestion)));
        }
    }
    Ok(())
}

/// White space and control characters, which no origin has and some headers cannot.
fn reject_whitespace(text: &str) -> Result<(), OriginError> {
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
fn reject_templates_and_regexes(text: &str) -> Result<(), OriginError> {
    // `$NAME`, and not the `$` at the end of a regular expression.
    let has_name = match text.split_once('$') {
        Some((_, name)) => match name.as_bytes() {
            [first, ..] => first.is_ascii_alphabetic() || *first == b'_',
            [] => false,
        },
        None => false,
    };
    if has_name || text.contains(['{', '}', '<', '>']) || text.contains("%s") {
        return Err(Rule::OriginTemplate.into());
    }
    let mut is_expression = text.starts_with('^') || text.ends_with('$');
    for piece in ["\\.", "://.*", ".+", "[a-z", "[0-9", "[^", "("] {
        is_expression |= text.contains(piece);
    }
    if is_expression {
        return Err(
            OriginError::new(Rule::OriginExpression).with_suggestion("https://*.example.com")
        );
    }
    Ok(())
}
