//! A09–A13, A29, A30, A37, A41: the item that the attribute annotates.

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
    if let Some(kind) = other_function(spec.context, handler) {
        return report(Rule::NotAFunction, ItemPart::Name, kind, "");
    }
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
    for (index, attribute) in handler.generating_attributes.iter().enumerate() {
        let part = ItemPart::GeneratingAttribute(index);
        report(Rule::AttributeBelow, part, attribute, "");
    }
    // An `impl` or a `trait` cannot contain the items of an expansion.
    let is_associated = handler.has_receiver || handler.names_self_type;
    if handler.has_receiver {
        report(Rule::Method, ItemPart::Receiver, name, "");
    } else if handler.names_self_type {
        report(Rule::Method, ItemPart::SelfType, name, "");
    }
    match spec.context {
        Context::Axum if !handler.is_async => {
            report(Rule::NotAsync, ItemPart::Name, name, "axum");
        }
        Context::Actix if !handler.is_async => {
            report(Rule::NotAsync, ItemPart::Name, name, "actix-web");
        }
        Context::Function if !is_associated => {
            if let Some(suggestion) = wrong_integration(handler) {
                report(Rule::NoRequest, ItemPart::Name, name, suggestion);
            }
        }
        _ => {}
    }
}

/// Names a function that is not a handler but the program around the handlers.
fn other_function(context: Context, handler: &HandlerInfo) -> Option<&'static str> {
    const APPS: [&str; 4] = ["Router", "Rocket", "App", "Server"];
    let output = handler.output.first().map_or("", String::as_str);
    if handler.name == "main" && handler.arguments.is_empty() && context != Context::Function {
        Some("`main`")
    } else if APPS.contains(&output) {
        Some("a function that builds the application")
    } else {
        None
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
