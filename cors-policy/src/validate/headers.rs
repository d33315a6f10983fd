//! B03 and E: the request headers that scripts may send.

use super::args::{Args, StringList};
use super::protocols;
use crate::allowance::DangerouslyAllow;
use crate::key::Key;
use crate::location::Location;
use crate::names::header_name::{
    contains_ignore_ascii_case, forbidden_prefix, is_cors_request_header, is_cors_response_header,
    is_forbidden, is_forbidden_response_header, is_method_override, is_non_wildcard,
    is_private_network_header, is_proxy_header, is_response_only, suggest_header_name,
};
use crate::names::header_value::names_header_value;
use crate::names::token::is_token;
use crate::rules::Rule;
use crate::text::{pieces, quoted};
use crate::violation::Violation;

/// Validates `headers` and returns the header value.
pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) -> String {
    let list = &args.headers;
    violations.extend(list.emptiness(Key::Headers, Rule::HeadersEmpty));
    let added = protocols::entries(
        args,
        list,
        |needs| needs.headers,
        Rule::HeaderOfProtocol,
        violations,
    );
    let names = header_names(list, &added, Rule::HeaderTwice, error, violations);
    for (location, text) in &list.texts {
        if error(text).is_none() {
            violations.extend(lint(args, *location, text));
        }
    }
    if let Some(location) = list.wildcard() {
        let covers = |name: &str| name != "*" && !is_non_wildcard(name);
        // With credentials, `*` is the name of a header.
        // <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
        let rule = if args.credentials {
            Some(Rule::AnyHeaderWithCredentials)
        } else if list.texts.iter().any(|(_, name)| covers(name)) {
            Some(Rule::AnyHeaderBesideOthers)
        } else {
            (list.texts.len() == 1).then_some(Rule::AnyHeaderWithoutAuthorization)
        };
        violations.extend(rule.map(|rule| Violation::new(rule, location, "*")));
    }
    names
}

/// Returns the rule that denies a name.
fn error(name: &str) -> Option<Rule> {
    if name.is_empty() {
        Some(Rule::HeaderEmpty)
    } else if !is_token(name) {
        Some(Rule::HeaderToken)
    } else if contains_ignore_ascii_case(&["cookie", "cookie2"], name) {
        Some(Rule::HeaderCookie)
    } else if name.eq_ignore_ascii_case("origin") {
        Some(Rule::HeaderOrigin)
    } else if is_forbidden_response_header(name) {
        Some(Rule::HeaderSetCookie)
    } else if is_private_network_header(name) {
        Some(Rule::HeaderPrivateNetwork)
    } else if is_cors_request_header(name) {
        Some(Rule::HeaderPreflight)
    } else if is_cors_response_header(name) {
        Some(Rule::HeaderOfResponse)
    } else if is_forbidden(name) {
        Some(Rule::HeaderForbidden)
    } else {
        forbidden_prefix(name).map(|_| Rule::HeaderForbiddenPrefix)
    }
}

/// Returns the violation of a valid name that is dangerous, or probably not the one that was meant.
fn lint(args: &Args<'_>, location: Location, name: &str) -> Option<Violation> {
    let (rule, suggestion) = if is_method_override(name) {
        // The browser checks the method of the request, and the server uses the one in the header.
        if args.allows(DangerouslyAllow::MethodOverride) {
            return None;
        }
        (Rule::MethodOverride, "")
    } else if contains_ignore_ascii_case(&["accept", "accept-language", "content-language"], name) {
        (Rule::HeaderSafelisted, "")
    } else if is_proxy_header(name) {
        (Rule::ProxyHeader, "")
    } else if name.eq_ignore_ascii_case("user-agent") {
        (Rule::UserAgent, "")
    } else if is_response_only(name) {
        (Rule::ResponseHeader, "")
    } else {
        (Rule::HeaderMisspelt, suggest_header_name(name)?)
    };
    Some(Violation::new(rule, location, name).with_suggestion(suggestion))
}

/// Reports the invalid and the repeated names of a list, and returns the valid names as a header value,
/// together with the names that protocols add.
pub(super) fn header_names(
    list: &StringList<'_>,
    added: &[&str],
    duplicate: Rule,
    error: fn(&str) -> Option<Rule>,
    violations: &mut Vec<Violation>,
) -> String {
    let mut names: Vec<String> = Vec::new();
    for (location, text) in &list.texts {
        let name = text.to_ascii_lowercase();
        let is_duplicate = names.contains(&name);
        match error(text).or(is_duplicate.then_some(duplicate)) {
            Some(rule) => violations.push(
                Violation::new(rule, *location, *text)
                    .with_suggestion(suggest_list(text, error))
                    .with_other(forbidden_prefix(text).unwrap_or_default()),
            ),
            None => names.push(name),
        }
    }
    names.extend(added.iter().map(|&name| name.to_owned()));
    names_header_value(&names)
}

/// Returns the list of strings that a text such as `"X-A, X-B"` was probably meant to be.
fn suggest_list(text: &str, error: fn(&str) -> Option<Rule>) -> String {
    let names: Vec<&str> = pieces(text, &[',', ';', ':', ' ', '"', '\'']).collect();
    if names.is_empty() || names.iter().any(|name| error(name).is_some()) {
        return quoted(&["x-request-id"]);
    }
    quoted(&names)
}
