//! Arguments and item -> the specification of a policy -> its violations, each with its source range.
//!
//! This module only translates. Every rule is a rule of the policy crate.

use cors_policy::{
    AnnotatedItem, Context, HandlerInfo, ItemPart, Location, PolicySpec, Rule, Severity,
    Validation, Violation,
};
use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::diagnostics::Diagnostics;
use crate::parse::inspect::type_idents;
use crate::parse::{CorsArgs, Handler, Item, ItemAttr, SpanRange};

/// Validates a policy and the item below it, and returns the diagnostics of all violations.
pub(crate) fn validate(
    context: Context,
    args: &CorsArgs,
    item: Option<&Item>,
) -> (Validation, TokenStream) {
    let handler = match item {
        Some(Item::Fn(handler)) => Some(&**handler),
        _ => None,
    };
    let mut spec = PolicySpec::new(context);
    spec.item = item.and_then(describe);
    spec.entries = args.args.iter().map(|arg| arg.entry.clone()).collect();
    let notation = args.notation.iter();
    spec.notation = notation.map(|(mistake, _)| mistake.clone()).collect();
    let mut validation = cors_policy::validate(&spec);
    // Below another `#[cors]`, which has reported what else is wrong with the function.
    if handler.is_some_and(Handler::is_annotated) {
        validation
            .violations
            .retain(|violation| match violation.location() {
                Location::Item(part) => part == ItemPart::OtherAttribute,
                _ => true,
            });
    }
    let mut diagnostics = Diagnostics::new(handler);
    for violation in &validation.violations {
        let range = range_of(violation.location(), args, item);
        match violation.rule().info().severity {
            Severity::Warn => diagnostics.warning(range, violation),
            Severity::DenyInRelease => diagnostics.release_error(range, violation),
            _ => diagnostics.error(range, violation),
        }
    }
    (validation, diagnostics.into_tokens())
}

/// Returns whether the function cannot be called by generated code: it is `unsafe`, `const` or
/// `extern`.
pub(crate) fn has_bad_qualifier(validation: &Validation) -> bool {
    has_location(validation, |part| matches!(part, ItemPart::Qualifier(_)))
}

/// Returns whether the function cannot be a handler at all: by a qualifier, because a rule about the
/// function as a whole is violated, such as that it is `async`, or because it is another framework's.
pub(crate) fn has_bad_signature(validation: &Validation) -> bool {
    has_location(validation, |part| {
        matches!(
            part,
            ItemPart::Qualifier(_) | ItemPart::Name | ItemPart::PoemHandler
        )
    })
}

fn has_location(validation: &Validation, is_wanted: fn(ItemPart) -> bool) -> bool {
    let mut violations = validation.violations.iter();
    violations.any(|violation| match violation.location() {
        Location::Item(part) => is_wanted(part),
        _ => false,
    })
}

/// Returns whether the function is not a handler: one of an `impl` or a `trait`, which cannot contain
/// the marker type, or one that builds the application.
pub(crate) fn is_other_fn(validation: &Validation) -> bool {
    let mut violations = validation.violations.iter();
    violations.any(|violation| matches!(violation.rule(), Rule::Method | Rule::NotAFunction))
}

/// Returns whether the handler lacks the route that its integration needs.
pub(crate) fn has_no_route(validation: &Validation) -> bool {
    let mut violations = validation.violations.iter();
    violations.any(|violation| violation.rule() == Rule::RouteMissing)
}

/// The violation of a handler that opens a WebSocket, for a policy that does not set `enforce`.
pub(crate) fn websocket_without_enforce(handler: &Handler) -> Option<(Violation, SpanRange)> {
    let violation =
        cors_policy::websocket_without_enforce(&AnnotatedItem::Function(handler_info(handler)))?;
    let Location::Item(part) = violation.location() else {
        return None;
    };
    let range = range_in(part, handler);
    Some((violation, range))
}

/// The violations of a handler whose extractors require headers, for a named policy that does not list
/// them, each with the header.
pub(crate) fn missing_headers(
    context: Context,
    handler: &Handler,
    policy: &str,
) -> Vec<(Violation, SpanRange, &'static str)> {
    let item = AnnotatedItem::Function(handler_info(handler));
    let missing = cors_policy::missing_headers_under_a_policy(context, &item, policy).into_iter();
    let missing = missing.filter_map(|(violation, header)| match violation.location() {
        Location::Item(part) => Some((violation, range_in(part, handler), header)),
        _ => None,
    });
    missing.collect()
}

/// Returns what the rules need to know about the item, or `None` for a function that cannot be parsed.
fn describe(item: &Item) -> Option<AnnotatedItem> {
    match item {
        Item::Fn(handler) => Some(AnnotatedItem::Function(handler_info(handler))),
        Item::Other { kind, .. } => Some(AnnotatedItem::Other(kind.clone())),
        Item::Unparsed { .. } => None,
    }
}

fn handler_info(handler: &Handler) -> HandlerInfo {
    let names =
        |found: &[(String, SpanRange)]| found.iter().map(|(name, _)| name.clone()).collect();
    let qualifiers = handler.qualifiers().into_iter();
    HandlerInfo {
        name: handler.name().to_string(),
        is_async: handler.is_async(),
        qualifiers: qualifiers.map(|(word, _)| word.to_owned()).collect(),
        has_receiver: handler.receiver().is_some(),
        names_self_type: handler.self_type().is_some(),
        arguments: handler
            .arguments()
            .map(|argument| type_idents(argument.ty.to_token_stream()))
            .collect(),
        output: match handler.sig.output {
            syn::ReturnType::Default => Vec::new(),
            syn::ReturnType::Type(..) => type_idents(handler.output_type().to_token_stream()),
        },
        route_attributes: handler.route_attrs().map(ItemAttr::name).collect(),
        is_poem_handler: handler.poem_handler_attr().is_some(),
        generating_attributes: handler.generating_attrs().map(ItemAttr::path).collect(),
        web_sockets: names(&handler.websocket_calls),
        cors_header_uses: names(&handler.cors_header_uses),
        has_duplicate_attribute: handler.is_annotated()
            || handler.duplicate_attrs().next().is_some(),
    }
}

fn range_of(location: Location, args: &CorsArgs, item: Option<&Item>) -> SpanRange {
    let arg = |index: usize| args.args.get(index);
    let range = match location {
        Location::Key(index) => arg(index).map(|arg| arg.key),
        Location::Value(index) => arg(index).map(|arg| arg.value),
        Location::Element(index, element) => {
            arg(index).and_then(|arg| arg.elements.get(element).copied())
        }
        Location::Notation(_, mistake) => args.notation.get(mistake).map(|(_, range)| *range),
        Location::Item(part) => match item {
            Some(Item::Fn(handler)) => Some(range_in(part, handler)),
            Some(Item::Other { span, .. }) => Some((*span).into()),
            _ => None,
        },
        _ => None,
    };
    range.unwrap_or_else(SpanRange::call_site)
}

fn range_in(part: ItemPart, handler: &Handler) -> SpanRange {
    let found = match part {
        ItemPart::OtherAttribute if handler.is_annotated() => Some(SpanRange::call_site()),
        ItemPart::OtherAttribute => handler.duplicate_attrs().next().map(ItemAttr::span_range),
        ItemPart::GeneratingAttribute(index) => {
            let mut attrs = handler.generating_attrs();
            attrs.nth(index).map(ItemAttr::span_range)
        }
        ItemPart::SelfType => handler.self_type().map(SpanRange::from),
        ItemPart::Route(index) => handler.route_attrs().nth(index).map(ItemAttr::span_range),
        ItemPart::PoemHandler => handler.poem_handler_attr().map(ItemAttr::span_range),
        ItemPart::Qualifier(index) => {
            let qualifiers = handler.qualifiers();
            qualifiers.get(index).map(|(_, span)| (*span).into())
        }
        ItemPart::Receiver => handler.receiver().map(SpanRange::from),
        ItemPart::Argument(index) => {
            let argument = handler.arguments().nth(index);
            argument.and_then(|argument| SpanRange::of(&argument.ty))
        }
        ItemPart::Output => SpanRange::of(handler.output_type()),
        ItemPart::WebSocket(index) => handler.websocket_calls.get(index).map(|(_, range)| *range),
        ItemPart::CorsHeaderUse(index) => {
            handler.cors_header_uses.get(index).map(|(_, range)| *range)
        }
        _ => None,
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
        assert_eq!(info.route_attributes, ["get"]);
        assert_eq!(info.output, ["A", "B"]);
        assert_eq!(info.cors_header_uses, ["ACCESS_CONTROL_MAX_AGE"]);
        assert!(info.is_async && info.has_duplicate_attribute && !info.has_receiver);
        let info = handler_info(&handler(tokens(
            "#[a] #[other::cors] #[trace(\"b\")] fn f(&self, b: C) { actix_ws::handle() }",
        )));
        assert_eq!(info.arguments, [["C"]]);
        assert_eq!(info.output, [""; 0]);
        assert_eq!(info.route_attributes, [""; 0]);
        assert_eq!(info.web_sockets, ["actix_ws::handle"]);
        assert!(!info.is_async && !info.has_duplicate_attribute && info.has_receiver);
    }
}
