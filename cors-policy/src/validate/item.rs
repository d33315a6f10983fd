//! A09–A13, A29, A30, A37: the item that the attribute annotates.

use crate::handler_info::{AnnotatedItem, HandlerInfo};
use crate::location::{ItemPart, Location};
use crate::rules::Rule;
use crate::spec::{Context, PolicySpec};
use crate::violation::Violation;

pub(super) fn validate(spec: &PolicySpec, violations: &mut Vec<Violation>) {
    let mut report = |rule, part, value: &str, suggestion: &str| {
        let violation = Violation::new(rule, Location::Item(part), value);
        violations.push(violation.with_suggestion(suggestion));
    };
    let handler = match &spec.item {
        None => return,
        Some(AnnotatedItem::Other(kind)) => {
            return report(Rule::NotAFunction, ItemPart::Name, kind, "");
        }
        Some(AnnotatedItem::Function(handler)) => handler,
    };
    let name = handler.name.as_str();
    // Two policies would add two `Access-Control-Allow-Origin` headers, which browsers reject even
    // when they agree.
    if handler.has_duplicate_attribute {
        report(Rule::AnnotatedTwice, ItemPart::OtherAttribute, name, "");
    }
    if matches!(spec.context, Context::Actix | Context::Rocket) {
        // The route attribute has the method and the path. Above `#[cors]` it is already expanded.
        if handler.route_attributes.is_empty() {
            report(Rule::RouteMissing, ItemPart::Name, name, "");
        }
    } else {
        // The attribute would register the handler without the route for its preflights.
        for (index, route) in handler.route_attributes.iter().enumerate() {
            report(Rule::ForeignRoute, ItemPart::Route(index), route, "");
        }
    }
    for (index, qualifier) in handler.qualifiers.iter().enumerate() {
        report(Rule::Qualifier, ItemPart::Qualifier(index), qualifier, "");
    }
    if handler.has_receiver {
        report(Rule::Method, ItemPart::Receiver, name, "");
    }
    match spec.context {
        Context::Axum if !handler.is_async => {
            report(Rule::NotAsync, ItemPart::Name, name, "axum");
        }
        Context::Actix if !handler.is_async => {
            report(Rule::NotAsync, ItemPart::Name, name, "actix-web");
        }
        Context::Function if !handler.has_receiver => {
            if let Some(suggestion) = wrong_integration(handler) {
                report(Rule::NoRequest, ItemPart::Name, name, suggestion);
            }
        }
        _ => {}
    }
}

/// axum's extractors. A function that takes one and no request is a handler for axum.
const EXTRACTORS: [&str; 9] = [
    "Path",
    "Query",
    "State",
    "Json",
    "Form",
    "Extension",
    "TypedHeader",
    "Multipart",
    "RawForm",
];

/// Returns the help for a plain function that does not take a request, and therefore no `Origin`.
fn wrong_integration(handler: &HandlerInfo) -> Option<&'static str> {
    let mut types = handler.arguments.iter();
    let mut types = types
        .by_ref()
        .map(|names| names.first().map_or("", String::as_str));
    let Some(first) = types.next() else {
        return Some(
            "add the request, as in `async fn handler(request: http::Request<Body>) -> http::Response<Body>`",
        );
    };
    let is_axum = first != "Request"
        && std::iter::once(first)
            .chain(types)
            .any(|name| EXTRACTORS.contains(&name));
    is_axum.then_some("for an axum handler, use `#[cors::axum::cors(…)]`")
}
