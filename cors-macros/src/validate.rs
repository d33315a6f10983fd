//! Arguments and item -> the specification of a policy -> its violations, each with its source range.
//!
//! This module only translates. Every rule is a rule of the policy crate.

use cors_runtime::policy::{
    Draft, Function, Item as AnnotatedItem, Judgement, Part, Place, Rule, Severity, Subject,
    Violation, judge, unless_it_enforces,
};
use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::diagnostics::Diagnostics;
use crate::parse::inspect::type_idents;
use crate::parse::{CorsArgs, Handler, Item, ItemAttr, SpanRange};

/// The attribute or macro that a policy belongs to.
pub(crate) type Context = Place;

/// Validates a policy and the item below it, and returns the diagnostics of all violations.
pub(crate) fn validate(
    context: Context,
    args: &CorsArgs,
    item: Option<&Item>,
) -> (Judgement, TokenStream) {
    let handler = match item {
        Some(Item::Fn(handler)) => Some(&**handler),
        _ => None,
    };
    let validation = judge(&Draft {
        place: context,
        item: item.and_then(describe),
        entries: args.args.iter().map(|arg| arg.entry.clone()).collect(),
    });
    let mut diagnostics = Diagnostics::new(handler);
    for violation in &validation.violations {
        let range = range_of(violation.subject(), args, item);
        match violation.rule().row().severity {
            Severity::Warned => diagnostics.warning(range, violation),
            Severity::RefusedInRelease => diagnostics.release_error(range, violation),
            _ => diagnostics.error(range, violation),
        }
    }
    (validation, diagnostics.into_tokens())
}

/// Returns whether the function cannot be called by generated code: it is `unsafe`, `const` or
/// `extern`.
pub(crate) fn has_bad_qualifier(validation: &Judgement) -> bool {
    has_location(validation, |part| matches!(part, Part::Qualifier(_)))
}

/// Returns whether the function cannot be a handler at all: by a qualifier, or because a rule about
/// the function as a whole is violated, such as that it is `async`.
pub(crate) fn has_bad_signature(validation: &Judgement) -> bool {
    has_location(validation, |part| {
        matches!(part, Part::Qualifier(_) | Part::Name)
    })
}

fn has_location(validation: &Judgement, is_wanted: fn(Part) -> bool) -> bool {
    let mut violations = validation.violations.iter();
    violations.any(|violation| match violation.subject() {
        Subject::Item(part) => is_wanted(part),
        _ => false,
    })
}

/// Returns whether the handler lacks the route that its integration needs.
pub(crate) fn has_no_route(validation: &Judgement) -> bool {
    let mut violations = validation.violations.iter();
    violations.any(|violation| violation.rule() == Rule::RouteMissing)
}

/// The violation of a handler that opens a WebSocket, for a policy that does not set `enforce`.
pub(crate) fn websocket_without_enforce(handler: &Handler) -> Option<(Violation, SpanRange)> {
    let violation = unless_it_enforces(&AnnotatedItem::Function(handler_info(handler)))?;
    let Subject::Item(part) = violation.subject() else {
        return None;
    };
    let range = range_in(part, handler);
    Some((violation, range))
}

/// Nothing is known of a function that cannot be parsed.
fn describe(item: &Item) -> Option<AnnotatedItem> {
    match item {
        Item::Fn(handler) => Some(AnnotatedItem::Function(handler_info(handler))),
        Item::Other { kind, .. } => Some(AnnotatedItem::Other(kind.clone())),
        Item::Unparsed(_) => None,
    }
}

fn handler_info(handler: &Handler) -> Function {
    let names =
        |found: &[(String, SpanRange)]| found.iter().map(|(name, _)| name.clone()).collect();
    let qualifiers = handler.qualifiers().into_iter();
    Function {
        name: handler.name().to_string(),
        is_async: handler.is_async(),
        qualifiers: qualifiers.map(|(word, _)| word.to_owned()).collect(),
        has_receiver: handler.receiver().is_some(),
        arguments: handler
            .arguments()
            .map(|argument| type_idents(argument.ty.to_token_stream()))
            .collect(),
        output: match handler.sig.output {
            syn::ReturnType::Default => Vec::new(),
            syn::ReturnType::Type(..) => type_idents(handler.output_type()),
        },
        routes: handler.route_attrs().map(ItemAttr::name).collect(),
        web_sockets: names(&handler.websocket_calls),
        mentions: names(&handler.cors_header_uses),
        annotated_again: handler.duplicate_attrs().next().is_some(),
    }
}

fn range_of(location: Subject, args: &CorsArgs, item: Option<&Item>) -> SpanRange {
    let arg = |index: usize| args.args.get(index);
    let range = match location {
        Subject::Policy => None,
        Subject::Key(index) => arg(index).map(|arg| arg.key),
        Subject::Value(index) => arg(index).map(|arg| arg.value),
        Subject::Element(index, element) => {
            arg(index).and_then(|arg| arg.elements.get(element).copied())
        }
        Subject::Item(part) => match item {
            Some(Item::Fn(handler)) => Some(range_in(part, handler)),
            Some(Item::Other { span, .. }) => Some((*span).into()),
            _ => None,
        },
    };
    range.unwrap_or_else(SpanRange::call_site)
}

fn range_in(part: Part, handler: &Handler) -> SpanRange {
    let found = match part {
        Part::OtherAttribute => handler.duplicate_attrs().next().map(ItemAttr::span_range),
        Part::Route(index) => handler.route_attrs().nth(index).map(ItemAttr::span_range),
        Part::Qualifier(index) => {
            let qualifiers = handler.qualifiers();
            qualifiers.get(index).map(|(_, span)| (*span).into())
        }
        Part::Receiver => handler.receiver().map(SpanRange::from),
        Part::Argument(index) => {
            let argument = handler.arguments().nth(index);
            argument.and_then(|argument| SpanRange::of(&argument.ty))
        }
        Part::Output => SpanRange::of(handler.output_type()),
        Part::WebSocket(index) => handler.websocket_calls.get(index).map(|(_, range)| *range),
        Part::Mention(index) => handler.cors_header_uses.get(index).map(|(_, range)| *range),
        Part::Name => None,
    };
    found.unwrap_or_else(|| handler.name().span().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::test_util::{handler, tokens};

    #[test]
    fn facts_about_a_function_are_found() {
        let info = handler_info(&handler(tokens(
            "#[get(\"/\")] #[a] #[cors::axum::cors(b)] const async unsafe extern \"C\" fn f() -> A<B> \
             { c(ACCESS_CONTROL_MAX_AGE) }",
        )));
        assert_eq!(info.name, "f");
        assert_eq!(info.qualifiers, ["const", "unsafe", "extern"]);
        assert_eq!(info.routes, ["get"]);
        assert_eq!(info.output, ["A", "B"]);
        assert_eq!(info.mentions, ["ACCESS_CONTROL_MAX_AGE"]);
        assert!(info.is_async && info.annotated_again && !info.has_receiver);
        let info = handler_info(&handler(tokens(
            "#[a] #[other::cors] #[trace(\"b\")] fn f(&self, b: C) { actix_ws::handle() }",
        )));
        assert_eq!(info.arguments, [["C"]]);
        assert_eq!(info.output, [""; 0]);
        assert_eq!(info.routes, [""; 0]);
        assert_eq!(info.web_sockets, ["actix_ws::handle"]);
        assert!(!info.is_async && !info.annotated_again && info.has_receiver);
    }
}
