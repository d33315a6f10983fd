//! B02 and D: the methods that scripts may use.

use super::args::Args;
use super::protocols;
use crate::key::Key;
use crate::names::header_name::contains_ignore_ascii_case;
use crate::names::header_value::methods_header_value;
use crate::names::method::{COMMON, is_forbidden, is_known, normalise};
use crate::names::nearest;
use crate::names::token::is_token;
use crate::rules::Rule;
use crate::spec::Context;
use crate::text::{pieces, quoted};
use crate::violation::Violation;

/// Validates `methods` and returns the header value.
pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) -> String {
    let list = &args.methods;
    violations.extend(list.emptiness(Key::Methods, Rule::MethodsEmpty));
    let mut methods: Vec<&str> = Vec::new();
    for (location, text) in &list.texts {
        if let Some(rule) = error(text, &methods) {
            let suggestion = match rule {
                Rule::MethodToken => suggest_list(text),
                _ => normalise(text).to_owned(),
            };
            violations.push(Violation::new(rule, *location, *text).with_suggestion(suggestion));
            continue;
        }
        if let Some((rule, suggestion)) = lint(text) {
            violations.push(Violation::new(rule, *location, *text).with_suggestion(suggestion));
        }
        methods.push(text);
    }
    if let Some(location) = list.wildcard() {
        // With credentials, `*` is the name of a method.
        // <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
        let rule = if args.credentials {
            Some(Rule::AnyMethodWithCredentials)
        } else {
            (list.texts.len() > 1).then_some(Rule::AnyMethodBesideOthers)
        };
        violations.extend(rule.map(|rule| Violation::new(rule, location, "*")));
    }
    // With a route, the protocol uses the methods that have handlers.
    if !args.context.is_some_and(Context::is_routed) {
        methods.extend(protocols::entries(
            args,
            list,
            |needs| needs.methods,
            Rule::MethodOfProtocol,
            violations,
        ));
    }
    methods_header_value(&methods)
}

/// Returns the rule that denies a method, given the valid methods before it.
fn error(text: &str, earlier: &[&str]) -> Option<Rule> {
    let normalised = normalise(text);
    if text.is_empty() {
        Some(Rule::MethodEmpty)
    } else if !is_token(text) {
        Some(Rule::MethodToken)
    } else if is_forbidden(text) {
        Some(Rule::MethodForbidden)
    } else if earlier.contains(&normalised) {
        Some(Rule::MethodTwice)
    } else if normalised != text {
        Some(Rule::MethodCase)
    } else if contains_ignore_ascii_case(&["ANY", "ALL"], text) {
        // These are wildcards in other libraries, and methods of this name for browsers.
        Some(Rule::MethodAny)
    } else if text.eq_ignore_ascii_case("PATCH") && text != "PATCH" {
        // Browsers do not normalise `patch`, so it is another method for the server.
        Some(Rule::MethodPatchCase)
    } else {
        None
    }
}

/// Returns the rule that warns about a valid method, and the method that was probably meant.
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

/// Returns the list of strings that a text such as `"PUT, DELETE"` was probably meant to be.
fn suggest_list(text: &str) -> String {
    let methods: Vec<&str> = pieces(text, &[',', ';', '|', ' ', '"', '\'']).collect();
    if methods.is_empty() || methods.iter().any(|method| error(method, &[]).is_some()) {
        return quoted(&["PUT"]);
    }
    quoted(&methods)
}
