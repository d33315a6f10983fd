//! B02 and D: the methods that scripts may use.

use super::super::catalogue::Rule;
use super::super::header_name::is_one_of;
use super::super::judged::methods_as_sent;
use super::super::method::{COMMON, is_forbidden, is_known, normalized};
use super::super::nearest::nearest;
use super::super::text::{all, pieces, quoted};
use super::super::token::is_token;
use super::super::violation::{Subject, Violation};
use super::entries::Said;

pub(super) fn judge(said: &Said<'_>, found: &mut Vec<Violation>) -> String {
    let list = &said.methods;
    if list.is_written_empty() {
        let subject = list.at.unwrap_or(Subject::Policy);
        found.push(Violation::new(Rule::MethodsEmpty, subject, "methods"));
    }
    let mut seen: Vec<&str> = Vec::new();
    for (subject, text) in &list.texts {
        let Some(rule) = fault(text, &seen) else {
            if let Some((rule, instead)) = oddity(text) {
                found.push(Violation::new(rule, *subject, *text).instead(instead));
            }
            seen.push(text);
            continue;
        };
        let instead = match rule {
            Rule::MethodToken => as_list(text),
            _ => normalized(text).to_owned(),
        };
        found.push(Violation::new(rule, *subject, *text).instead(instead));
    }
    if let Some(subject) = list.star() {
        // Fetch, CORS-preflight fetch, step 7: with credentials `*` is the name of a method.
        if said.credentials {
            found.push(Violation::new(Rule::AnyMethodWithCredentials, subject, "*"));
        } else if list.texts.len() > 1 {
            found.push(Violation::new(Rule::AnyMethodBesideOthers, subject, "*"));
        }
    }
    methods_as_sent(&seen)
}

/// What is wrong with one method, given those before it.
fn fault(text: &str, seen: &[&str]) -> Option<Rule> {
    let sent = normalized(text);
    if text.is_empty() {
        return Some(Rule::MethodEmpty);
    }
    if !is_token(text) {
        return Some(Rule::MethodToken);
    }
    if is_forbidden(text) {
        return Some(Rule::MethodForbidden);
    }
    if seen.contains(&sent) {
        return Some(Rule::MethodTwice);
    }
    if sent != text {
        return Some(Rule::MethodCase);
    }
    // Words of other libraries, which a browser would take for methods.
    if is_one_of(text, &["ANY", "ALL"]) {
        return Some(Rule::MethodAny);
    }
    // Not one of the six that browsers put in upper case, and a different method for the server.
    (text.eq_ignore_ascii_case("PATCH") && text != "PATCH").then_some(Rule::MethodPatchCase)
}

/// What is odd about a method that could be meant, and what was meant more likely.
fn oddity(text: &str) -> Option<(Rule, String)> {
    if text == "OPTIONS" {
        return Some((Rule::MethodOptions, String::new()));
    }
    if !all(text, |byte| !byte.is_ascii_lowercase()) {
        return Some((Rule::MethodOddCase, text.to_ascii_uppercase()));
    }
    if text == "*" || is_known(text) {
        return None;
    }
    let near = match text {
        "UPDATE" | "MODIFY" => Some("PATCH"),
        "REMOVE" => Some("DELETE"),
        "CREATE" => Some("POST"),
        _ => nearest(text, &COMMON),
    };
    near.map(|near| (Rule::MethodUnknown, near.to_owned()))
}

/// `"GET, POST"` as the strings it was meant to be.
fn as_list(text: &str) -> String {
    let mut methods = Vec::new();
    for piece in pieces(text, b",;| \"'") {
        if fault(piece, &[]).is_some() {
            return "\"PUT\"".to_owned();
        }
        methods.push(piece.to_owned());
    }
    if methods.is_empty() {
        return "\"PUT\"".to_owned();
    }
    quoted(&methods)
}
