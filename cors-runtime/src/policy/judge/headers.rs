//! B03 and E: the request headers that scripts may send.

use super::super::catalogue::Rule;
use super::super::draft::Hatch;
use super::super::header_name::{
    forbidden_prefix, is_cors_request_header, is_cors_response_header, is_forbidden,
    is_method_override, is_non_wildcard, is_of_proxies, is_of_responses, is_one_of,
    is_private_network, misspelt,
};
use super::super::judged::names_as_sent;
use super::super::text::{pieces, quoted};
use super::super::token::is_token;
use super::super::violation::{Subject, Violation};
use super::entries::{List, Said};

pub(super) fn judge(said: &Said<'_>, found: &mut Vec<Violation>) -> String {
    let list = &said.headers;
    if list.is_written_empty() {
        let subject = list.at.unwrap_or(Subject::Policy);
        found.push(Violation::new(Rule::HeadersEmpty, subject, "headers"));
    }
    let names = read_names(list, Rule::HeaderTwice, fault, found);
    for (subject, text) in &list.texts {
        if fault(text).is_none() {
            refuse_odd(said, *subject, text, found);
        }
    }
    if let Some(subject) = list.star() {
        // Fetch, CORS-preflight fetch, step 7: with credentials `*` is the name of a header.
        if said.credentials {
            found.push(Violation::new(Rule::AnyHeaderWithCredentials, subject, "*"));
        } else if has_covered(list) {
            found.push(Violation::new(Rule::AnyHeaderBesideOthers, subject, "*"));
        } else if list.texts.len() == 1 {
            found.push(Violation::new(
                Rule::AnyHeaderWithoutAuthorization,
                subject,
                "*",
            ));
        }
    }
    names
}

/// What is wrong with one name.
fn fault(name: &str) -> Option<Rule> {
    if name.is_empty() {
        return Some(Rule::HeaderEmpty);
    }
    if !is_token(name) {
        return Some(Rule::HeaderToken);
    }
    if is_one_of(name, &["cookie", "cookie2"]) {
        return Some(Rule::HeaderCookie);
    }
    if is_one_of(name, &["origin"]) {
        return Some(Rule::HeaderOrigin);
    }
    if is_one_of(name, &["set-cookie", "set-cookie2"]) {
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
fn refuse_odd(said: &Said<'_>, subject: Subject, name: &str, found: &mut Vec<Violation>) {
    let mut report = |rule, instead: &str| {
        found.push(Violation::new(rule, subject, name).instead(instead));
    };
    if is_method_override(name) {
        // The preflight asks about the method in the disguise, and the server acts on the other.
        if !said.allows(Hatch::MethodOverride) {
            report(Rule::MethodOverride, "");
        }
    } else if is_one_of(name, &["accept", "accept-language", "content-language"]) {
        report(Rule::HeaderSafelisted, "");
    } else if is_of_proxies(name) {
        report(Rule::ProxyHeader, "");
    } else if is_one_of(name, &["user-agent"]) {
        report(Rule::UserAgent, "");
    } else if is_of_responses(name) {
        report(Rule::ResponseHeader, "");
    } else if let Some(meant) = misspelt(name) {
        report(Rule::HeaderMisspelt, meant);
    }
}

/// The names of a list in the form they are sent, every faulty one reported. Shared with `expose`,
/// whose list has the same grammar.
pub(super) fn read_names(
    list: &List<'_>,
    twice: Rule,
    fault: fn(&str) -> Option<Rule>,
    found: &mut Vec<Violation>,
) -> String {
    let mut seen: Vec<String> = Vec::new();
    for (subject, text) in &list.texts {
        let lower = text.to_ascii_lowercase();
        let broken = fault(text).or_else(|| seen.contains(&lower).then_some(twice));
        match broken {
            Some(rule) => found.push(
                Violation::new(rule, *subject, *text)
                    .instead(as_list(text, fault))
                    .beside(forbidden_prefix(text).unwrap_or_default()),
            ),
            None => seen.push(lower),
        }
    }
    names_as_sent(&seen)
}

/// Whether a name stands beside `"*"` that it covers.
fn has_covered(list: &List<'_>) -> bool {
    for (_, text) in &list.texts {
        if *text != "*" && !is_non_wildcard(text) {
            return true;
        }
    }
    false
}

/// `"X-A, X-B"` as the strings it was meant to be.
fn as_list(text: &str, fault: fn(&str) -> Option<Rule>) -> String {
    let mut names = Vec::new();
    for piece in pieces(text, b",;: \"'") {
        if fault(piece).is_some() {
            return "\"x-request-id\"".to_owned();
        }
        names.push(piece.to_owned());
    }
    if names.is_empty() {
        return "\"x-request-id\"".to_owned();
    }
    quoted(&names)
}
