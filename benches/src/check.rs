//! A browser's rules, for every answer before it is measured.
//!
//! Fetch, «CORS check» and «CORS-preflight fetch». What a peer answers otherwise than the policy says
//! is listed in [`EXCEPTIONS`] with its reason; ours and the floor answer the same, header for
//! header.

use std::collections::HashMap;

use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};
use crate::registry::{Visitor, visit_all};
use crate::selection::Selection;

/// Contender, case, and why a browser finds something else there.
pub const EXCEPTIONS: [(&str, &str, &str); 6] = [
    ("actix-cors", "preflight/8k-commas", NO_NAME),
    ("actix-cors", "preflight/64k-commas", NO_NAME),
    ("poem", "preflight/8k-commas", NO_NAME),
    ("poem", "preflight/64k-commas", NO_NAME),
    ("warp", "preflight/8k-commas", NO_NAME),
    ("warp", "preflight/64k-commas", NO_NAME),
];

const NO_NAME: &str = "takes nothing between two commas for a name; no browser sends that";

/// Contenders that answer the same, header for header.
const SAME: [(&str, &str); 11] = [
    ("floor-dutiful", "floor"),
    ("ours-function", "floor"),
    ("floor-tower", "floor"),
    ("ours-tower", "floor-tower"),
    ("floor-axum-dutiful", "floor-axum"),
    ("ours-axum", "floor-axum"),
    ("floor-axum-layer-dutiful", "floor-axum-layer"),
    ("ours-axum-layer", "floor-axum-layer"),
    ("ours-actix", "floor-actix"),
    ("floor-rocket-dutiful", "floor-rocket"),
    ("ours-rocket", "floor-rocket"),
];

/// A contender and a case that it has means for.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The contender's name.
    pub contender: &'static str,
    /// The case's name.
    pub case: &'static str,
}

/// Asks every selected contender every selected case, and says which pairs there are.
///
/// # Panics
///
/// If a browser finds otherwise than the case says, or what should be the same is not.
#[must_use]
pub fn check(selection: &Selection) -> Vec<Pair> {
    struct Checker<'s> {
        selection: &'s Selection,
        pairs: Vec<Pair>,
        answers: HashMap<(&'static str, &'static str), Answer>,
        wrong: Vec<String>,
    }
    impl Visitor for Checker<'_> {
        fn visit<C: Contender>(&mut self) {
            if !self.selection.has(C::NAME) {
                return;
            }
            for case in self.selection.cases() {
                let Some(contender) = C::new(&case) else {
                    continue;
                };
                let answer = C::read(contender.answer(contender.request(&case)));
                let is_exempt = C::NAME == C::BARE && !is_judged(C::NAME)
                    || EXCEPTIONS
                        .iter()
                        .any(|(name, at, _)| *name == C::NAME && *at == case.name);
                if !is_exempt && verdict(&case, &answer) != case.verdict {
                    let expected = case.verdict;
                    self.wrong.push(format!(
                        "{} {}: not {expected}: {answer:?}",
                        C::NAME,
                        case.name
                    ));
                }
                self.pairs.push(Pair {
                    contender: C::NAME,
                    case: case.name,
                });
                self.answers.insert((C::NAME, case.name), answer);
            }
        }
    }
    let mut checker = Checker {
        selection,
        pairs: Vec::new(),
        answers: HashMap::new(),
        wrong: Vec::new(),
    };
    visit_all(&mut checker);
    for (one, other) in SAME {
        for case in selection.cases() {
            let find = |name| checker.answers.get(&(name, case.name)).map(sorted);
            if let (Some(found), Some(expected)) = (find(one), find(other))
                && found != expected
            {
                let line = format!(
                    "{}: {one} is not {other}: {found:?} {expected:?}",
                    case.name
                );
                checker.wrong.push(line);
            }
        }
    }
    assert!(checker.wrong.is_empty(), "{}", checker.wrong.join("\n"));
    checker.pairs
}

/// A contender without a twin that decides all the same.
fn is_judged(name: &str) -> bool {
    name == "decision"
}

/// By name, with the lines of one name in their order: that is what a client can tell apart.
fn sorted(answer: &Answer) -> Answer {
    let mut answer = answer.clone();
    answer.headers.sort_by(|one, other| one.0.cmp(&other.0));
    answer
}

/// What a browser finds.
fn verdict(case: &Case, answer: &Answer) -> bool {
    passes_cors_check(case, answer)
        && (case.method != "OPTIONS" || allows_the_request(case, answer))
}

/// Fetch, «CORS check».
fn passes_cors_check(case: &Case, answer: &Answer) -> bool {
    let Some(origin) = sent(case, "origin") else {
        // Not a request of another site's page, so nothing is shared with one.
        return false;
    };
    let with_credentials = has_credentials(case);
    match &lines(answer, "access-control-allow-origin")[..] {
        [line] if *line == "*" && !with_credentials => true,
        [line] if *line == origin => {
            !with_credentials || lines(answer, "access-control-allow-credentials") == ["true"]
        }
        _ => false,
    }
}

/// Fetch, «CORS-preflight fetch»: the status, the method and the header names.
fn allows_the_request(case: &Case, answer: &Answer) -> bool {
    let wildcard =
        |tokens: &[String]| !has_credentials(case) && tokens.iter().any(|one| one == "*");
    let methods = tokens(answer, "access-control-allow-methods");
    let names = tokens(answer, "access-control-allow-headers");
    let method = sent(case, "access-control-request-method").unwrap_or_default();
    let asked = sent(case, "access-control-request-headers").unwrap_or_default();
    let mut asked = asked
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    (200..300).contains(&answer.status)
        && (["GET", "HEAD", "POST"].contains(&method)
            || methods.iter().any(|one| one == method)
            || wildcard(&methods))
        && asked.all(|name| {
            names.iter().any(|one| one.eq_ignore_ascii_case(name))
                || (wildcard(&names) && !name.eq_ignore_ascii_case("authorization"))
        })
}

/// Whether the page asks with credentials: where the policy has them.
fn has_credentials(case: &Case) -> bool {
    matches!(
        case.policy,
        PolicyId::Credentials | PolicyId::CredentialsExpose3 | PolicyId::PreflightCredentials
    )
}

fn sent<'c>(case: &'c Case, name: &str) -> Option<&'c str> {
    let mut headers = case.headers.iter();
    headers
        .find(|(one, _)| *one == name)
        .map(|(_, value)| value.as_str())
}

fn lines<'a>(answer: &'a Answer, name: &str) -> Vec<&'a str> {
    let lines = answer
        .headers
        .iter()
        .filter(|(one, _)| one.eq_ignore_ascii_case(name));
    lines.map(|(_, value)| value.as_str()).collect()
}

fn tokens(answer: &Answer, name: &str) -> Vec<String> {
    let lines = lines(answer, name).join(",");
    lines
        .split(',')
        .map(|token| token.trim().to_owned())
        .collect()
}
