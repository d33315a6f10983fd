//! B03 and E: the request headers that scripts may send.

use super::args::{Args, StringList};
use crate::allowance::DangerouslyAllow;
use crate::location::Location;
use crate::names::header_name::{
    forbidden_prefix, is_any_ignoring_case, is_cors_request_header, is_cors_response_header,
    is_forbidden, is_method_override, is_non_wildcard, is_private_network, is_proxy_header,
    is_response_only, suggest_header_name,
};
use crate::names::header_value::names_header_value;
use crate::names::token::is_token;
use crate::rules::Rule;
use crate::text::{pieces, quoted};
use crate::violation::Violation;

pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) -> String {
    let list = &args.headers;
    if list.is_explicitly_empty() {
        let location = list.location.unwrap_or(Location::Policy);
        violations.push(Violation::new(Rule::HeadersEmpty, location, "headers"));
    }
    let names = read_names(list, Rule::HeaderTwice, error, violations);
    for (location, text) in &list.texts {
        if error(text).is_none() {
            check_suspicious(args, *location, text, violations);
        }
    }
    if let Some(location) = list.wildcard() {
        // Fetch, CORS-preflight fetch, step 7: with credentials `*` is the name of a header.
        if args.credentials {
            violations.push(Violation::new(
                Rule::AnyHeaderWithCredentials,
                location,
                "*",
            ));
        } else if has_covered(list) {
            violations.push(Violation::new(Rule::AnyHeaderBesideOthers, location, "*"));
        } else if list.texts.len() == 1 {
            violations.push(Violation::new(
                Rule::AnyHeaderWithoutAuthorization,
                location,
                "*",
            ));
        }
    }
    names
}

/// What is wrong with one name.
fn error(name: &str) -> Option<Rule> {
    if name.is_empty() {
        return Some(Rule::HeaderEmpty);
    }
    if !is_token(name) {
        return Some(Rule::HeaderToken);
    }
    if is_any_ignoring_case(name, &["cookie", "cookie2"]) {
        return Some(Rule::HeaderCookie);
    }
    if is_any_ignoring_case(name, &["origin"]) {
        return Some(Rule::HeaderOrigin);
    }
    if is_any_ignoring_case(name, &["set-cookie", "set-cookie2"]) {
        return Some(Rule::HeaderSetCookie);
    }
    if is_private_network(name) {
        return Some(Rule::HeaderPrivateNetwork);
    }
    if is_cors_request_header(name) {
        return Some(Rule::HeaderPreflight);
    }
    if is_cors_response_header(name) {
        return Some(Rule::HeaderOfResponse);
    }
    if is_forbidden(name) {
        return Some(Rule::HeaderForbidden);
    }
    forbidden_prefix(name).map(|_| Rule::HeaderForbiddenPrefix)
}

/// What is odd or dangerous about a name that could be meant.
fn check_suspicious(
    args: &Args<'_>,
    location: Location,
    name: &str,
    violations: &mut Vec<Violation>,
) {
    let mut report = |rule, suggestion: &str| {
        violations.push(Violation::new(rule, location, name).with_suggestion(suggestion));
    };
    if is_method_override(name) {
        // The preflight asks about the method in the disguise, and the server acts on the other.
        if !args.allows(DangerouslyAllow::MethodOverride) {
            report(Rule::MethodOverride, "");
        }
    } else if is_any_ignoring_case(name, &["accept", "accept-language", "content-language"]) {
        report(Rule::HeaderSafelisted, "");
    } else if is_proxy_header(name) {
        report(Rule::ProxyHeader, "");
    } else if is_any_ignoring_case(name, &["user-agent"]) {
        report(Rule::UserAgent, "");
    } else if is_response_only(name) {
        report(Rule::ResponseHeader, "");
    } else if let Some(meant) = suggest_header_name(name) {
        report(Rule::HeaderMisspelt, meant);
    }
}

/// The names of a list in the form they are sent, every faulty one reported. Shared with `expose`,
/// whose list has the same grammar.
pub(super) fn read_names(
    list: &StringList<'_>,
    twice: Rule,
    error: fn(&str) -> Option<Rule>,
    violations: &mut Vec<Violation>,
) -> String {
    let mut seen: Vec<String> = Vec::new();
    for (location, text) in &list.texts {
        let lower = text.to_ascii_lowercase();
        let broken = error(text).or_else(|| seen.contains(&lower).then_some(twice));
        match broken {
            Some(rule) => violations.push(
                Violation::new(rule, *location, *text)
                    .with_suggestion(as_list(text, error))
                    .with_other(forbidden_prefix(text).unwrap_or_default()),
            ),
            None => seen.push(lower),
        }
    }
    names_header_value(&seen)
}

/// Whether a name stands other `"*"` that it covers.
fn has_covered(list: &StringList<'_>) -> bool {
    for (_, text) in &list.texts {
        if *text != "*" && !is_non_wildcard(text) {
            return true;
        }
    }
    false
}

/// `"X-A, X-B"` as the strings it was meant to be.
fn as_list(text: &str, error: fn(&str) -> Option<Rule>) -> String {
    let mut names = Vec::new();
    for piece in pieces(text, &[',', ';', ':', ' ', '"', '\'']) {
        if error(piece).is_some() {
            return "\"x-request-id\"".to_owned();
        }
        names.push(piece.to_owned());
    }
    if names.is_empty() {
        return "\"x-request-id\"".to_owned();
    }
    quoted(&names)
}
