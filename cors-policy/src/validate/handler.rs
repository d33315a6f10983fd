//! A16–A18, A34–A36 and B17: the handler's signature compared with the policy.
//!
//! A page of another site can send only the headers that the policy lists, so a handler whose
//! extractor needs another header cannot be called by such a page. Types are known by name only.

use super::args::Args;
use super::origins::ValidatedOrigins;
use crate::handler_info::{AnnotatedItem, HandlerInfo};
use crate::key::Key;
use crate::location::{ItemPart, Location};
use crate::policy::ValidOrigins;
use crate::rules::Rule;
use crate::spec::PolicySpec;
use crate::text::quoted;
use crate::violation::Violation;

/// The extractors that read cookies, in the frameworks and the crates around them.
const COOKIE_EXTRACTORS: [&str; 7] = [
    "CookieJar",
    "PrivateCookieJar",
    "SignedCookieJar",
    "Cookies",
    "Cookie",
    "Session",
    "Identity",
];

/// The extractors that open a WebSocket: axum's and that of `rocket_ws`.
const WEB_SOCKET_EXTRACTORS: [&str; 2] = ["WebSocketUpgrade", "WebSocket"];

pub(super) fn validate(
    spec: &PolicySpec,
    args: &Args<'_>,
    origins: &ValidatedOrigins,
    violations: &mut Vec<Violation>,
) {
    let Some(AnnotatedItem::Function(handler)) = &spec.item else {
        return;
    };
    for (index, name) in handler.cors_header_uses.iter().enumerate() {
        let location = Location::Item(ItemPart::CorsHeaderUse(index));
        violations.push(Violation::new(Rule::OwnHeaders, location, name));
    }
    // After a redirect to another site, browsers send `Origin: null`.
    // <https://fetch.spec.whatwg.org/#http-redirect-fetch>
    if mentions(&handler.output, "Redirect") {
        let location = Location::Item(ItemPart::Output);
        violations.push(Violation::new(Rule::Redirects, location, "Redirect"));
    }
    // For a named policy the expansion asserts `enforce` where the policy is known.
    if args.enforce.is_none() && !args.uses_named_policy() {
        violations.extend(web_sockets(handler));
    }
    for (location, names) in arguments(handler) {
        check_cookies(args, origins, location, names, violations);
    }
    check_headers(handler, args, violations);
}

/// Returns the violation of a WebSocket handler whose named policy does not enforce.
#[doc(hidden)]
#[must_use]
pub fn websocket_without_enforce(item: &AnnotatedItem) -> Option<Violation> {
    match item {
        AnnotatedItem::Function(handler) => web_sockets(handler).pop(),
        AnnotatedItem::Other(_) => None,
    }
}

/// Returns a violation for every call and extractor that opens a `WebSocket`. Browsers open one to any
/// site with cookies, without a preflight and without a CORS check, so the policy must enforce.
fn web_sockets(handler: &HandlerInfo) -> Vec<Violation> {
    let calls = handler.web_sockets.iter().enumerate().map(|(index, call)| {
        let location = Location::Item(ItemPart::WebSocket(index));
        Violation::new(Rule::WebSocket, location, call)
    });
    let extractors = arguments(handler).flat_map(|(location, names)| {
        WEB_SOCKET_EXTRACTORS
            .into_iter()
            .filter(|extractor| mentions(names, extractor))
            .map(move |extractor| Violation::new(Rule::WebSocket, location, extractor))
    });
    calls.chain(extractors).collect()
}

fn arguments(handler: &HandlerInfo) -> impl Iterator<Item = (Location, &[String])> {
    let arguments = handler.arguments.iter().enumerate();
    arguments.map(|(index, names)| (Location::Item(ItemPart::Argument(index)), &names[..]))
}

/// Returns whether `name` is among the names in a type.
fn mentions(type_names: &[String], name: &str) -> bool {
    type_names.iter().any(|type_name| type_name == name)
}

/// Returns whether a type is `name`, `Option<name>` or `Result<name, _>`.
fn is_or_wraps(type_names: &[String], name: &str) -> bool {
    match type_names {
        [first, ..] if first == name => true,
        [first, second, ..] => (first == "Option" || first == "Result") && second == name,
        _ => false,
    }
}

fn check_cookies(
    args: &Args<'_>,
    origins: &ValidatedOrigins,
    location: Location,
    names: &[String],
    violations: &mut Vec<Violation>,
) {
    let mut names = names.iter().rev();
    let Some(name) = names.find(|name| COOKIE_EXTRACTORS.contains(&name.as_str())) else {
        return;
    };
    if args.credentials || args.uses_named_policy() || args.keys.contains(&Key::Credentials) {
        return;
    }
    let rule = match origins.always {
        ValidOrigins::Any => Rule::CookiesFromAnybody,
        ValidOrigins::List { .. } => Rule::CookiesWithoutCredentials,
    };
    violations.push(Violation::new(rule, location, name));
}

/// `Json` needs a content type that is not safelisted; `Authorization` is a header that even `*` does
/// not cover.
fn check_headers(handler: &HandlerInfo, args: &Args<'_>, violations: &mut Vec<Violation>) {
    let is_unreadable = args.keys.contains(&Key::Headers) && args.headers.location.is_none();
    if args.uses_named_policy() || is_unreadable {
        return;
    }
    for (location, names) in arguments(handler) {
        let is_json = is_or_wraps(names, "Json");
        if is_json && !lists_header(args, "content-type") && !lists_header(args, "*") {
            violations.push(
                Violation::new(Rule::JsonWithoutContentType, location, "Json")
                    .with_suggestion(headers_and(args, "content-type")),
            );
        }
        if mentions(names, "Authorization") && !lists_header(args, "authorization") {
            violations.push(
                Violation::new(Rule::AuthorizationNotListed, location, "Authorization")
                    .with_suggestion(headers_and(args, "authorization")),
            );
        }
    }
}

fn lists_header(args: &Args<'_>, name: &str) -> bool {
    let mut texts = args.headers.texts.iter();
    texts.any(|(_, text)| text.eq_ignore_ascii_case(name))
}

/// Returns the list of `headers` with `name` appended.
fn headers_and(args: &Args<'_>, name: &str) -> String {
    let texts = args.headers.texts.iter().map(|(_, text)| *text);
    quoted(&texts.chain([name]).collect::<Vec<_>>())
}
