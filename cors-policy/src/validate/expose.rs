//! B04 and F: the response headers that scripts may read.

use super::args::Args;
use super::headers::header_names;
use super::protocols;
use crate::key::Key;
use crate::names::header_name::{
    contains_ignore_ascii_case, is_cors_request_header, is_cors_response_header,
    is_forbidden_response_header, is_request_only, is_safelisted_response_header, is_sensitive,
};
use crate::names::token::is_token;
use crate::rules::Rule;
use crate::violation::Violation;

/// Validates `expose` and returns the header value. `is_open` is whether the policy allows origins that
/// it does not list one by one.
pub(super) fn validate(args: &Args<'_>, is_open: bool, violations: &mut Vec<Violation>) -> String {
    let list = &args.expose;
    violations.extend(list.emptiness(Key::Expose, Rule::ExposeEmpty));
    let added = protocols::entries(
        args,
        list,
        |needs| needs.expose,
        Rule::ExposeOfProtocol,
        violations,
    );
    let names = header_names(list, &added, Rule::ExposeTwice, error, violations);
    for (location, text) in &list.texts {
        if error(text).is_none() {
            let warning = lint(text, is_open);
            violations.extend(warning.map(|rule| Violation::new(rule, *location, *text)));
        }
    }
    if let Some(location) = list.wildcard() {
        // With credentials, `*` is the name of a header.
        // <https://fetch.spec.whatwg.org/#concept-main-fetch>
        let rule = if args.credentials {
            Some(Rule::ExposeAnyWithCredentials)
        } else {
            (list.texts.len() > 1).then_some(Rule::ExposeAnyBesideOthers)
        };
        violations.extend(rule.map(|rule| Violation::new(rule, location, "*")));
    }
    names
}

/// Returns the rule that denies a name.
fn error(name: &str) -> Option<Rule> {
    let not_of_response = [
        "access-control-allow-methods",
        "access-control-allow-headers",
        "access-control-max-age",
        "origin",
    ];
    if name.is_empty() {
        Some(Rule::ExposeNameEmpty)
    } else if !is_token(name) {
        Some(Rule::ExposeToken)
    } else if is_forbidden_response_header(name) {
        Some(Rule::ExposeCookie)
    } else if contains_ignore_ascii_case(&not_of_response, name) || is_cors_request_header(name) {
        Some(Rule::ExposeNotOfResponse)
    } else {
        None
    }
}

/// Returns the rule that warns about a valid name.
fn lint(name: &str, is_open: bool) -> Option<Rule> {
    if is_safelisted_response_header(name) {
        Some(Rule::ExposeSafelisted)
    } else if is_cors_response_header(name) {
        Some(Rule::ExposePointless)
    } else if is_request_only(name) {
        Some(Rule::RequestHeader)
    } else if is_open && is_sensitive(name) {
        Some(Rule::ExposeSecret)
    } else {
        None
    }
}
