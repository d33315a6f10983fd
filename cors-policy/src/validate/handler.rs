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
use crate::spec::{Context, PolicySpec};
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

/// The extractors that open a WebSocket: axum's, and those of `rocket_ws` and poem.
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
    check_headers(spec.context, handler, args, violations);
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

/// Returns the names in a type without an `Option` or a `Result` around it.
fn unwrapped(type_names: &[String]) -> &[String] {
    match type_names {
        [first, rest @ ..] if first == "Option" || first == "Result" => rest,
        _ => type_names,
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
    if args.credentials || args.uses_named_policy() || args.mentions(Key::Credentials) {
        return;
    }
    let rule = match origins.always {
        ValidOrigins::Any => Rule::CookiesFromAnybody,
        ValidOrigins::List { .. } => Rule::CookiesWithoutCredentials,
    };
    violations.push(Violation::new(rule, location, name));
}

/// Returns the request headers that the handler's extractors require, as far as their names tell, each with the
/// violation of a policy that does not list it. Browsers send a header to another site only if the policy
/// lists it.
///
/// `Json` requires a content type that is not safelisted; `Authorization` is a header that even `*`
/// does not cover. Rocket's `Json` accepts any content type, and a plain function has no extractors.
fn required_headers(context: Context, handler: &HandlerInfo) -> Vec<(Violation, &'static str)> {
    let typed_header = match context {
        Context::Axum | Context::Poem => "TypedHeader",
        Context::Actix => "Header",
        _ => return Vec::new(),
    };
    let required = arguments(handler).filter_map(|(location, names)| {
        let (rule, extractor, header) = match unwrapped(names) {
            [first, ..] if first == "Json" => {
                (Rule::JsonWithoutContentType, "Json", "content-type")
            }
            [first, second, ..] if first == typed_header && second == "Authorization" => (
                Rule::AuthorizationNotListed,
                "Authorization",
                "authorization",
            ),
            _ => return None,
        };
        Some((Violation::new(rule, location, extractor), header))
    });
    required.collect()
}

fn check_headers(
    context: Context,
    handler: &HandlerInfo,
    args: &Args<'_>,
    violations: &mut Vec<Violation>,
) {
    let is_unreadable = args.mentions(Key::Headers) && args.headers.location.is_none();
    if args.uses_named_policy() || is_unreadable {
        return;
    }
    for (violation, header) in required_headers(context, handler) {
        let is_covered = header != "authorization" && lists_header(args, "*");
        if !is_covered && !lists_header(args, header) {
            violations.push(violation.with_suggestion(headers_and(args, header)));
        }
    }
}

/// Returns the violations of a named policy that lists none of the headers which the handler's
/// extractors require, each with the header. Only the compiler knows which of them that policy lists.
#[doc(hidden)]
#[must_use]
pub fn missing_headers_under_a_policy(
    context: Context,
    item: &AnnotatedItem,
    policy: &str,
) -> Vec<(Violation, &'static str)> {
    let AnnotatedItem::Function(handler) = item else {
        return Vec::new();
    };
    let required = required_headers(context, handler).into_iter();
    required
        .map(|(violation, header)| {
            let violation = violation
                .with_suggestion(format!("\"{header}\", …"))
                .with_other(format!(" in `{policy}`"));
            (violation, header)
        })
        .collect()
}

fn lists_header(args: &Args<'_>, name: &str) -> bool {
    let mut texts = args.headers.texts.iter();
    texts.any(|(_, text)| text.eq_ignore_ascii_case(name))
        || args
            .protocol_needs(|needs| needs.headers)
            .any(|(_, header)| header == name)
}

/// Returns the list of `headers` with `name` appended.
fn headers_and(args: &Args<'_>, name: &str) -> String {
    let texts = args.headers.texts.iter().map(|(_, text)| *text);
    quoted(&texts.chain([name]).collect::<Vec<_>>())
}
