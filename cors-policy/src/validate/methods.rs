//! B02 and D: the methods that scripts may use.

use super::args::Args;
use crate::location::Location;
use crate::names::header_name::is_any_ignoring_case;
use crate::names::header_value::methods_header_value;
use crate::names::method::{COMMON, is_forbidden, is_known, normalized};
use crate::names::nearest;
use crate::names::token::is_token;
use crate::rules::Rule;
use crate::text::{pieces, quoted};
use crate::violation::Violation;

pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) -> String {
    let list = &args.methods;
    if list.is_explicitly_empty() {
        let location = list.location.unwrap_or(Location::Policy);
        violations.push(Violation::new(Rule::MethodsEmpty, location, "methods"));
    }
    let mut seen: Vec<&str> = Vec::new();
    for (location, text) in &list.texts {
        let Some(rule) = error(text, &seen) else {
            if let Some((rule, suggestion)) = lint(text) {
                violations.push(Violation::new(rule, *location, *text).with_suggestion(suggestion));
            }
            seen.push(text);
            continue;
        };
        let suggestion = match rule {
            Rule::MethodToken => as_list(text),
            _ => normalized(text).to_owned(),
        };
        violations.push(Violation::new(rule, *location, *text).with_suggestion(suggestion));
    }
    if let Some(location) = list.wildcard() {
        // Fetch, CORS-preflight fetch, step 7: with credentials `*` is the name of a method.
        if args.credentials {
            violations.push(Violation::new(
                Rule::AnyMethodWithCredentials,
                location,
                "*",
            ));
        } else if list.texts.len() > 1 {
            violations.push(Violation::new(Rule::AnyMethodBesideOthers, location, "*"));
        }
    }
    methods_header_value(&seen)
}

/// What is wrong with one method, given those before it.
fn error(text: &str, seen: &[&str]) -> Option<Rule> {
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
    if is_any_ignoring_case(text, &["ANY", "ALL"]) {
        return Some(Rule::MethodAny);
    }
    // Not one of the six that browsers put in upper case, and a different method for the server.
    (text.eq_ignore_ascii_case("PATCH") && text != "PATCH").then_some(Rule::MethodPatchCase)
}

/// What is odd about a method that could be meant, and what was meant more likely.
fn lint(text: &str) -> Option<(Rule, String)> {
    if text == "OPTIONS" {
        return Some((Rule::MethodOptions, String::new()));
    }
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
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
    for piece in pieces(text, &[',', ';', '|', ' ', '"', '\'']) {
        if error(piece, &[]).is_some() {
            return "\"PUT\"".to_owned();
        }
        methods.push(piece.to_owned());
    }
    if methods.is_empty() {
        return "\"PUT\"".to_owned();
    }
    quoted(&methods)
}
