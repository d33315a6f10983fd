//! A09–A13, A29, A30, A37, A41: the item that the attribute annotates.

use crate::handler_info::{AnnotatedItem, HandlerInfo};
use crate::location::{ItemPart, Location};
use crate::rules::Rule;
use crate::spec::{Context, PolicySpec};
use crate::violation::Violation;

pub(super) fn validate(spec: &PolicySpec, violations: &mut Vec<Violation>) {
    let mut report = |rule, part, value: &str, suggestion: &str| {
        violations.push(
            Violation::new(rule, Location::Item(part), value)
                .with_suggestion(suggestion)
                // Of the rules here, a missing route has another message for poem.
                .with_alternative(spec.context == Context::Poem),
        );
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
    check_routes(spec.context, handler, &mut report);
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
        Context::Function if !is_associated && !handler.is_poem_handler => {
            if let Some(suggestion) = wrong_integration(handler) {
                report(Rule::NoRequest, ItemPart::Name, name, suggestion);
            }
        }
        _ => {}
    }
}

const FOR_ACTIX_OR_ROCKET: &str =
    "`#[cors::actix::cors(…)]` for actix-web or `#[cors::rocket::cors(…)]` for Rocket";
const FOR_POEM: &str = "`#[cors::poem::cors(…)]` for poem";

/// Checks the attributes by which a framework recognises its handlers.
fn check_routes(
    context: Context,
    handler: &HandlerInfo,
    report: &mut impl FnMut(Rule, ItemPart, &str, &str),
) {
    let name = handler.name.as_str();
    let is_routed_by_attribute = matches!(context, Context::Actix | Context::Rocket);
    let has_route = !handler.route_attributes.is_empty();
    // The route attribute has the method and the path. Above `#[cors]` it is already expanded.
    if is_routed_by_attribute && !has_route {
        let suggestion = if handler.is_poem_handler {
            "`#[cors::poem::cors(…)]` instead: this is a handler of poem"
        } else {
            "`#[get(\"/…\")]` between `#[cors(…)]` and the handler; for axum, use `#[cors::axum::cors(…)]`"
        };
        report(Rule::RouteMissing, ItemPart::Name, name, suggestion);
    }
    if !is_routed_by_attribute {
        // The attribute would register the handler without the route for its preflights.
        for (index, route) in handler.route_attributes.iter().enumerate() {
            let part = ItemPart::Route(index);
            report(Rule::ForeignRoute, part, route, FOR_ACTIX_OR_ROCKET);
        }
    }
    if context == Context::Poem {
        // Above `#[cors]`, it has already taken the function for an endpoint.
        if !handler.is_poem_handler && !has_route {
            let suggestion = "`#[handler]` between `#[cors(…)]` and the handler; for axum, use `#[cors::axum::cors(…)]`";
            report(Rule::RouteMissing, ItemPart::Name, name, suggestion);
        }
    } else if handler.is_poem_handler && (has_route || !is_routed_by_attribute) {
        let part = ItemPart::PoemHandler;
        report(Rule::ForeignRoute, part, "handler", FOR_POEM);
    }
}

/// Names a function that is not a handler but the program around the handlers.
fn other_function(context: Context, handler: &HandlerInfo) -> Option<&'static str> {
    const APPS: [&str; 4] = ["Router", "Rocket", "App", "Server"];
    let output = handler.output.first().map_or("", String::as_str);
    let is_app = APPS.contains(&output) || context == Context::Poem && output == "Route";
    if handler.name == "main" && handler.arguments.is_empty() && context != Context::Function {
        Some("`main`")
    } else if is_app {
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
    let types = handler.arguments.iter();
    let types: Vec<&str> = types
        .map(|names| names.first().map_or("", String::as_str))
        .collect();
    match types.first() {
        None => Some(
            "add the request, as in `async fn handler(request: http::Request<Body>) -> http::Response<Body>`",
        ),
        Some(&"Request") => None,
        Some(_) => types
            .iter()
            .any(|name| EXTRACTORS.contains(name))
            .then_some("for an axum handler, use `#[cors::axum::cors(…)]`"),
    }
}
