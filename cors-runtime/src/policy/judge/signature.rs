//! A16–A18, A34–A36 and B17: what the handler's signature says, against what the policy says.
//!
//! A page of another site can send only what the policy lists, so an extractor that needs more is a
//! handler that no such page can call.

use super::super::catalogue::Rule;
use super::super::draft::{Draft, Function, Item, Key};
use super::super::judged::Origins;
use super::super::text::{is_one_of, quoted};
use super::super::violation::{Part, Subject, Violation};
use super::JudgedOrigins;
use super::entries::Said;

/// The extractors that read cookies, by the names that frameworks and their companions give them.
const COOKIES: [&str; 7] = [
    "CookieJar",
    "PrivateCookieJar",
    "SignedCookieJar",
    "Cookies",
    "Cookie",
    "Session",
    "Identity",
];

/// The arguments that open a WebSocket: axum's, and the one of Rocket's companion.
const WEB_SOCKETS: [&str; 2] = ["WebSocketUpgrade", "WebSocket"];

pub(super) fn judge(
    draft: &Draft,
    said: &Said<'_>,
    origins: &JudgedOrigins,
    found: &mut Vec<Violation>,
) {
    let Some(Item::Function(function)) = &draft.item else {
        return;
    };
    for (at, name) in function.mentions.iter().enumerate() {
        let subject = Subject::Item(Part::Mention(at));
        found.push(Violation::new(Rule::OwnHeaders, subject, name));
    }
    // Fetch, HTTP-redirect fetch: the origin is tainted, and the next server sees `null`.
    if names(&function.output, "Redirect") {
        let subject = Subject::Item(Part::Output);
        found.push(Violation::new(Rule::Redirects, subject, "Redirect"));
    }
    // A named policy says for itself whether it enforces, and the expansion asks it.
    if said.enforce.is_none() && !said.is_by_name() {
        found.extend(web_sockets(function));
    }
    for (at, names) in function.arguments.iter().enumerate() {
        let subject = Subject::Item(Part::Argument(at));
        judge_cookies(said, origins, subject, names, found);
    }
    judge_headers(function, said, found);
}

/// What opens a WebSocket, and needs a policy that enforces. Fetch, mode «websocket»: no preflight, no
/// CORS check, and the cookies come along.
fn web_sockets(function: &Function) -> Vec<Violation> {
    let mut found = Vec::new();
    for (at, call) in function.web_sockets.iter().enumerate() {
        let subject = Subject::Item(Part::WebSocket(at));
        found.push(Violation::new(Rule::WebSocket, subject, call));
    }
    for (at, names) in function.arguments.iter().enumerate() {
        let subject = Subject::Item(Part::Argument(at));
        for upgrade in WEB_SOCKETS {
            if self::names(names, upgrade) {
                found.push(Violation::new(Rule::WebSocket, subject, upgrade));
            }
        }
    }
    found
}

/// What is to be said of a handler under a named policy, should that one not enforce: only the
/// expansion can ask it.
#[doc(hidden)]
#[must_use]
pub fn unless_it_enforces(item: &Item) -> Option<Violation> {
    match item {
        Item::Function(function) => web_sockets(function).pop(),
        Item::Other(_) => None,
    }
}

/// Whether `wanted` is among the names of a type.
fn names(names: &[String], wanted: &str) -> bool {
    for name in names {
        if name == wanted {
            return true;
        }
    }
    false
}

/// Whether `headers` lists `name`.
fn lists(said: &Said<'_>, name: &str) -> bool {
    for (_, text) in &said.headers.texts {
        if text.eq_ignore_ascii_case(name) {
            return true;
        }
    }
    false
}

/// The list of `headers` with `name` behind it.
fn and(said: &Said<'_>, name: &str) -> String {
    let mut texts = Vec::new();
    for (_, text) in &said.headers.texts {
        texts.push((*text).to_owned());
    }
    texts.push(name.to_owned());
    quoted(&texts)
}

/// Whether the names of a type say that it is `wanted`, or may be.
fn is_or_may_be(names: &[String], wanted: &str) -> bool {
    match names {
        [first, ..] if first == wanted => true,
        [first, second, ..] => (first == "Option" || first == "Result") && second == wanted,
        _ => false,
    }
}

fn judge_cookies(
    said: &Said<'_>,
    origins: &JudgedOrigins,
    subject: Subject,
    names: &[String],
    found: &mut Vec<Violation>,
) {
    let mut cookies = None;
    for name in names {
        if is_one_of(name, &COOKIES) {
            cookies = Some(name);
        }
    }
    let Some(name) = cookies else { return };
    if said.credentials || said.is_by_name() || said.keys.contains(&Key::Credentials) {
        return;
    }
    let rule = match origins.always {
        Origins::Any => Rule::CookiesFromAnybody,
        Origins::Listed { .. } => Rule::CookiesWithoutCredentials,
    };
    found.push(Violation::new(rule, subject, name));
}

/// `Json` is sent with a content type that is not safelisted, `Authorization` is a header that even
/// `*` does not cover.
fn judge_headers(function: &Function, said: &Said<'_>, found: &mut Vec<Violation>) {
    let is_unreadable = said.keys.contains(&Key::Headers) && said.headers.at.is_none();
    if said.is_by_name() || is_unreadable {
        return;
    }
    for (at, names) in function.arguments.iter().enumerate() {
        let subject = Subject::Item(Part::Argument(at));
        if is_or_may_be(names, "Json") && !lists(said, "content-type") && !lists(said, "*") {
            found.push(
                Violation::new(Rule::JsonWithoutContentType, subject, "Json")
                    .instead(and(said, "content-type")),
            );
        }
        if self::names(names, "Authorization") && !lists(said, "authorization") {
            found.push(
                Violation::new(Rule::AuthorizationNotListed, subject, "Authorization")
                    .instead(and(said, "authorization")),
            );
        }
    }
}
