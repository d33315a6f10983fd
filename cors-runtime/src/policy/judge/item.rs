//! A09–A13, A29, A30, A37: what the attribute stands on.

use super::super::catalogue::Rule;
use super::super::draft::{Draft, Function, Item, Place};
use super::super::text::is_one_of;
use super::super::violation::{Part, Subject, Violation};

pub(super) fn judge(draft: &Draft, found: &mut Vec<Violation>) {
    let mut refuse = |rule, part, said: &str, instead: &str| {
        found.push(Violation::new(rule, Subject::Item(part), said).instead(instead));
    };
    let function = match &draft.item {
        None => return,
        // Only a function answers requests: there is nothing else to wrap.
        Some(Item::Other(what)) => return refuse(Rule::NotAFunction, Part::Name, what, ""),
        Some(Item::Function(function)) => function,
    };
    // Two policies on one response would be two `Access-Control-Allow-Origin` lines, which browsers
    // refuse even when they agree.
    if function.annotated_again {
        refuse(
            Rule::AnnotatedTwice,
            Part::OtherAttribute,
            &function.name,
            "",
        );
    }
    if matches!(draft.place, Place::Actix | Place::Rocket) {
        // It is where method and path come from. Above `#[cors]` it is gone before we are asked.
        if function.routes.is_empty() {
            refuse(Rule::RouteMissing, Part::Name, &function.name, "");
        }
    } else {
        // It makes a route of the function by itself, and our preflight never gets there.
        for (at, route) in function.routes.iter().enumerate() {
            refuse(Rule::ForeignRoute, Part::Route(at), route, "");
        }
    }
    for (at, qualifier) in function.qualifiers.iter().enumerate() {
        refuse(Rule::Qualifier, Part::Qualifier(at), qualifier, "");
    }
    if function.has_receiver {
        refuse(Rule::Method, Part::Receiver, &function.name, "");
    }
    match draft.place {
        // The handlers of both are asynchronous, and so is what stands for them.
        Place::Axum if !function.is_async => {
            refuse(Rule::NotAsync, Part::Name, &function.name, "axum");
        }
        Place::Actix if !function.is_async => {
            refuse(Rule::NotAsync, Part::Name, &function.name, "actix-web");
        }
        Place::Function => refuse_wrong_door(function, &mut refuse),
        Place::Axum | Place::Actix | Place::Rocket | Place::Named | Place::Set => {}
    }
}

/// The names of axum's extractors: a function that takes one without a request is axum's.
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

/// Without the request there is no `Origin` to decide about.
fn refuse_wrong_door(function: &Function, refuse: &mut impl FnMut(Rule, Part, &str, &str)) {
    if function.has_receiver {
        return;
    }
    let mut is_axum = false;
    let mut takes_request = false;
    for (at, names) in function.arguments.iter().enumerate() {
        let outermost = names.first().map_or("", String::as_str);
        is_axum |= is_one_of(outermost, &EXTRACTORS);
        takes_request |= at == 0 && outermost == "Request";
    }
    let first = function.arguments.first();
    let is_axum = is_axum && !takes_request;
    if is_axum {
        let help = "for an axum handler, use `#[cors::axum::cors(…)]`";
        refuse(Rule::NoRequest, Part::Name, &function.name, help);
    } else if first.is_none() {
        let help = "add the request, as in `async fn handler(request: http::Request<Body>) -> http::Response<Body>`";
        refuse(Rule::NoRequest, Part::Name, &function.name, help);
    }
}
