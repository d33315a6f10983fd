//! The checks of the Fetch Standard, applied to every response before it is measured.
//!
//! They are the [CORS check] and the checks of the [CORS-preflight fetch]. [`EXCEPTIONS`] lists, with
//! reasons, where another crate responds differently than the policy requires. This library and the
//! hand-written baselines must send identical headers.
//!
//! [CORS check]: https://fetch.spec.whatwg.org/#concept-cors-check
//! [CORS-preflight fetch]: https://fetch.spec.whatwg.org/#cors-preflight-fetch

use std::collections::HashMap;

use crate::case::{Case, PolicyId};
use crate::cli::Selection;
use crate::implementation::Implementation;
use crate::pair::Pair;
use crate::registry::{Visitor, visit_all};
use crate::response::ResponseText;

/// An implementation, a case, and the reason for a different outcome in the browser.
pub const EXCEPTIONS: [(&str, &str, &str); 6] = [
    ("actix-cors", "preflight/8k-commas", EMPTY_ELEMENT),
    ("actix-cors", "preflight/64k-commas", EMPTY_ELEMENT),
    ("poem", "preflight/8k-commas", EMPTY_ELEMENT),
    ("poem", "preflight/64k-commas", EMPTY_ELEMENT),
    ("warp", "preflight/8k-commas", EMPTY_ELEMENT),
    ("warp", "preflight/64k-commas", EMPTY_ELEMENT),
];

const EMPTY_ELEMENT: &str =
    "treats an empty list element as a header name; no browser sends empty elements";

/// Pairs of implementations that send identical headers.
const IDENTICAL: [(&str, &str); 12] = [
    ("handwritten-correct-function", "handwritten-function"),
    ("cors-function", "handwritten-function"),
    ("handwritten-correct-tower", "handwritten-function"),
    ("cors-tower", "handwritten-correct-tower"),
    ("handwritten-correct-axum", "handwritten-axum"),
    ("cors-axum", "handwritten-axum"),
    ("handwritten-correct-axum-layer", "handwritten-axum-layer"),
    ("cors-axum-layer", "handwritten-axum-layer"),
    ("cors-actix", "handwritten-correct-actix"),
    ("cors-poem", "handwritten-correct-poem"),
    ("handwritten-correct-rocket", "handwritten-rocket"),
    ("cors-rocket", "handwritten-rocket"),
];

/// The implementations that know their route, and the case in which the baselines list its methods: a preflight
/// for a method without a handler.
const DIFFERENT: [(&str, &str); 3] = [
    ("cors-axum", "preflight/refused-method"),
    ("cors-poem", "preflight/refused-method"),
    ("cors-rocket", "preflight/refused-method"),
];

/// Checks the response of every selected pair, and returns the pairs.
///
/// # Panics
///
/// If a response has another outcome in the browser than the case specifies, or two responses that must
/// be identical differ.
#[must_use]
pub fn check(selection: &Selection) -> Vec<Pair> {
    struct Checker<'s> {
        selection: &'s Selection,
        pairs: Vec<Pair>,
        responses: HashMap<(&'static str, &'static str), ResponseText>,
        errors: Vec<String>,
    }
    impl Visitor for Checker<'_> {
        fn visit<C: Implementation>(&mut self) {
            if !self.selection.contains(C::NAME) {
                return;
            }
            for case in self.selection.cases() {
                let Some(implementation) = C::new(&case) else {
                    continue;
                };
                let response = implementation.respond(implementation.request(&case));
                let response = C::read_response(response);
                let is_exempt = C::NAME == C::NO_CORS && !decides(C::NAME)
                    || EXCEPTIONS
                        .iter()
                        .any(|(name, exempt, _)| *name == C::NAME && *exempt == case.name);
                if !is_exempt && is_allowed(&case, &response) != case.is_allowed {
                    self.errors.push(format!(
                        "{} {}: expected is_allowed = {}: {response:?}",
                        C::NAME,
                        case.name,
                        case.is_allowed,
                    ));
                }
                self.pairs.push(Pair {
                    implementation: C::NAME,
                    case: case.name,
                });
                self.responses.insert((C::NAME, case.name), response);
            }
        }
    }
    let mut checker = Checker {
        selection,
        pairs: Vec::new(),
        responses: HashMap::new(),
        errors: Vec::new(),
    };
    visit_all(&mut checker);
    for (name, reference) in IDENTICAL {
        for case in selection.cases() {
            let find = |name| checker.responses.get(&(name, case.name)).map(sorted);
            if let (Some(found), Some(expected)) = (find(name), find(reference))
                && found != expected
                && !DIFFERENT.contains(&(name, case.name))
            {
                let line = format!(
                    "{}: {name} differs from {reference}: {found:?} {expected:?}",
                    case.name
                );
                checker.errors.push(line);
            }
        }
    }
    assert!(checker.errors.is_empty(), "{}", checker.errors.join("\n"));
    checker.pairs
}

/// Returns whether an implementation decides although nothing is subtracted from its figures.
fn decides(name: &str) -> bool {
    name == "decision"
}

/// Sorts the headers by name. The lines of one name keep their order, which a client can observe.
fn sorted(response: &ResponseText) -> ResponseText {
    let mut response = response.clone();
    response.headers.sort_by(|a, b| a.0.cmp(&b.0));
    response
}

/// Returns whether a browser lets the page read the response, or sends the request after a preflight.
fn is_allowed(case: &Case, response: &ResponseText) -> bool {
    passes_cors_check(case, response)
        && (case.method != "OPTIONS" || passes_preflight(case, response))
}

fn passes_cors_check(case: &Case, response: &ResponseText) -> bool {
    let Some(origin) = request_header(case, "origin") else {
        // Without an origin the request is not a cross-origin request of a page.
        return false;
    };
    let with_credentials = has_credentials(case);
    match &values(response, "access-control-allow-origin")[..] {
        [value] if *value == "*" && !with_credentials => true,
        [value] if *value == origin => {
            !with_credentials || values(response, "access-control-allow-credentials") == ["true"]
        }
        _ => false,
    }
}

/// Checks the status, the method and the header names of a preflight.
fn passes_preflight(case: &Case, response: &ResponseText) -> bool {
    let wildcard =
        |tokens: &[String]| !has_credentials(case) && tokens.iter().any(|token| token == "*");
    let methods = tokens(response, "access-control-allow-methods");
    let names = tokens(response, "access-control-allow-headers");
    let method = request_header(case, "access-control-request-method").unwrap_or_default();
    let requested = request_header(case, "access-control-request-headers").unwrap_or_default();
    let mut requested = requested
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    (200..300).contains(&response.status)
        && (["GET", "HEAD", "POST"].contains(&method)
            || methods.iter().any(|allowed| allowed == method)
            || wildcard(&methods))
        && requested.all(|name| {
            names
                .iter()
                .any(|allowed| allowed.eq_ignore_ascii_case(name))
                || (wildcard(&names) && !name.eq_ignore_ascii_case("authorization"))
        })
}

/// Returns whether the page sends the request with credentials: it does where the policy allows them.
fn has_credentials(case: &Case) -> bool {
    matches!(
        case.policy,
        PolicyId::Credentials | PolicyId::CredentialsExpose3 | PolicyId::PreflightCredentials
    )
}

fn request_header<'c>(case: &'c Case, name: &str) -> Option<&'c str> {
    let mut headers = case.headers.iter();
    headers
        .find(|(header, _)| *header == name)
        .map(|(_, value)| value.as_str())
}

fn values<'a>(response: &'a ResponseText, name: &str) -> Vec<&'a str> {
    let lines = response
        .headers
        .iter()
        .filter(|(header, _)| header.eq_ignore_ascii_case(name));
    lines.map(|(_, value)| value.as_str()).collect()
}

fn tokens(response: &ResponseText, name: &str) -> Vec<String> {
    let list = values(response, name).join(",");
    list.split(',')
        .map(|token| token.trim().to_owned())
        .collect()
}
