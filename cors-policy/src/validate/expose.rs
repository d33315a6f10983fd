//! B04 and F: the response headers that scripts may read.

use super::args::Args;
use super::headers::read_names;
use crate::location::Location;
use crate::names::header_name::{
    is_any_ignoring_case, is_cors_request_header, is_cors_response_header,
    is_forbidden_in_response, is_request_only, is_safelisted_in_response, is_sensitive,
};
use crate::names::token::is_token;
use crate::rules::Rule;
use crate::violation::Violation;

/// `open` says whether it is not a list of sites one by one that is let in.
pub(super) fn validate(args: &Args<'_>, open: bool, violations: &mut Vec<Violation>) -> String {
    let list = &args.expose;
    if list.is_explicitly_empty() {
        let location = list.location.unwrap_or(Location::Policy);
        violations.push(Violation::new(Rule::ExposeEmpty, location, "expose"));
    }
    let names = read_names(list, Rule::ExposeTwice, error, violations);
    for (location, text) in &list.texts {
        match lint(text, open) {
            Some(rule) if error(text).is_none() => {
                violations.push(Violation::new(rule, *location, *text));
            }
            _ => {}
        }
    }
    if let Some(location) = list.wildcard() {
        // Fetch, main fetch, step 14: with credentials `*` is the name of a header.
        if args.credentials {
            violations.push(Violation::new(
                Rule::ExposeAnyWithCredentials,
                location,
                "*",
            ));
        } else if list.texts.len() > 1 {
            violations.push(Violation::new(Rule::ExposeAnyBesideOthers, location, "*"));
        }
    }
    names
}

/// What is wrong with one name.
fn error(name: &str) -> Option<Rule> {
    if !is_token(name) {
        return Some(Rule::ExposeToken);
    }
    if is_forbidden_in_response(name) {
        return Some(Rule::ExposeCookie);
    }
    let is_of_preflight = is_any_ignoring_case(
        name,
        &[
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-max-age",
        ],
    );
    (is_of_preflight || is_cors_request_header(name) || is_any_ignoring_case(name, &["origin"]))
        .then_some(Rule::ExposeNotOfResponse)
}

/// What is odd about a name that could be meant.
fn lint(name: &str, open: bool) -> Option<Rule> {
    if is_safelisted_in_response(name) {
        Some(Rule::ExposeSafelisted)
    } else if is_cors_response_header(name) {
        Some(Rule::ExposePointless)
    } else if is_request_only(name) {
        Some(Rule::RequestHeader)
    } else if open && is_sensitive(name) {
        Some(Rule::ExposeSecret)
    } else {
        None
    }
}
