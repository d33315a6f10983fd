//! B04 and F: the response headers that scripts may read.

use super::super::catalogue::Rule;
use super::super::header_name::{
    is_cors_request_header, is_cors_response_header, is_forbidden_in_response, is_of_requests,
    is_one_of, is_safelisted_in_response, is_secret,
};
use super::super::token::is_token;
use super::super::violation::{Subject, Violation};
use super::entries::Said;
use super::headers::read_names;

/// `open` says whether it is not a list of sites one by one that is let in.
pub(super) fn judge(said: &Said<'_>, open: bool, found: &mut Vec<Violation>) -> String {
    let list = &said.expose;
    if list.is_written_empty() {
        let subject = list.at.unwrap_or(Subject::Policy);
        found.push(Violation::new(Rule::ExposeEmpty, subject, "expose"));
    }
    let names = read_names(list, Rule::ExposeTwice, fault, found);
    for (subject, text) in &list.texts {
        match oddity(text, open) {
            Some(rule) if fault(text).is_none() => {
                found.push(Violation::new(rule, *subject, *text));
            }
            _ => {}
        }
    }
    if let Some(subject) = list.star() {
        // Fetch, main fetch, step 14: with credentials `*` is the name of a header.
        if said.credentials {
            found.push(Violation::new(Rule::ExposeAnyWithCredentials, subject, "*"));
        } else if list.texts.len() > 1 {
            found.push(Violation::new(Rule::ExposeAnyBesideOthers, subject, "*"));
        }
    }
    names
}

/// What is wrong with one name.
fn fault(name: &str) -> Option<Rule> {
    if !is_token(name) {
        return Some(Rule::ExposeToken);
    }
    if is_forbidden_in_response(name) {
        return Some(Rule::ExposeCookie);
    }
    let is_of_preflight = is_one_of(
        name,
        &[
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-max-age",
        ],
    );
    (is_of_preflight || is_cors_request_header(name) || is_one_of(name, &["origin"]))
        .then_some(Rule::ExposeNotOfResponse)
}

/// What is odd about a name that could be meant.
fn oddity(name: &str, open: bool) -> Option<Rule> {
    if is_safelisted_in_response(name) {
        Some(Rule::ExposeSafelisted)
    } else if is_cors_response_header(name) {
        Some(Rule::ExposePointless)
    } else if is_of_requests(name) {
        Some(Rule::RequestHeader)
    } else if open && is_secret(name) {
        Some(Rule::ExposeSecret)
    } else {
        None
    }
}
