//! The policy of a handler.

use cors_policy::Key;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::Annotated;
use super::policy_value::{deny_all_expression, lazy_policy};
use crate::diagnostics::Diagnostics;
use crate::parse::Handler;
use crate::validate::{missing_headers, websocket_without_enforce};

/// The type with the name of the handler.
pub(super) enum TypeOfName {
    /// Represents only the policy of the handler.
    Policy,
    /// A type that the integration declares.
    Declared,
    /// A generic type that the integration declares, with `policy()`, and a type for the policy of all of its
    /// instances.
    Generic,
}

/// Declares the policy of a handler, and gives it to the type with the handler's name.
pub(super) fn declare_policy(annotated: &Annotated, type_of_name: &TypeOfName) -> TokenStream {
    let Annotated {
        facade,
        args,
        handler,
        validation,
        ..
    } = annotated;
    let cfg = handler.cfg_attrs();
    let vis = &handler.vis;
    let name = with_expansion_span(handler.name());
    let value = match (args.path(Key::Policy), &validation.policy) {
        (_, Some(policy)) => lazy_policy(facade, args, policy),
        (Some(path), None) if !validation.is_denied() => quote!(named(&#path)),
        (Some(path), None) => {
            // The policy is used, so that its import is not reported as unused.
            let policy = deny_all_expression(facade);
            quote!(new({ let _ = &#path; #policy }))
        }
        (None, None) => {
            let policy = deny_all_expression(facade);
            quote!(new(#policy))
        }
    };
    let declared = match type_of_name {
        TypeOfName::Policy => {
            let marker = marker_name(handler);
            quote!(#vis type #name = #marker =>)
        }
        TypeOfName::Declared => quote!(#vis fn #name =>),
        TypeOfName::Generic => {
            let marker = marker_name(handler);
            quote!(impl #marker =>)
        }
    };
    let assertion = assert_enforces(annotated);
    let assertion = assertion.map(|assertion| quote!(#cfg #assertion));
    let warnings = warn_of_missing_headers(annotated);
    quote! {
        #assertion
        #warnings
        #facade::__handler_policy! { #cfg #declared #value }
    }
}

/// The name of the type that represents the policy of a handler. The handler's own name may be that of one of
/// its type parameters as well.
pub(super) fn marker_name(handler: &Handler) -> Ident {
    let name = with_expansion_span(handler.name());
    format_ident!("__cors_policy_of_{}", name.unraw(), span = name.span())
}

/// A name of the expansion, about which the compiler and clippy have no lints.
fn with_expansion_span(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(Span::call_site().located_at(name.span()));
    name
}

/// Asserts, for a handler that opens a WebSocket, that its named policy sets `enforce`. Only the
/// compiler knows that policy.
fn assert_enforces(annotated: &Annotated) -> Option<TokenStream> {
    let policy = annotated.args.path(Key::Policy)?;
    let (violation, range) = websocket_without_enforce(&annotated.handler)?;
    if annotated.validation.is_denied() {
        return None;
    }
    let message = violation.to_string();
    let assertion = quote_spanned! {range.start=>
        ::core::assert!(#policy.enforces(), #message)
    };
    Some(quote!(const _: () = #assertion;))
}

/// Warns of headers that the handler's extractors require and its named policy does not list.
fn warn_of_missing_headers(annotated: &Annotated) -> Option<TokenStream> {
    let Annotated {
        context,
        args,
        handler,
        validation,
        ..
    } = annotated;
    let policy = args.path(Key::Policy)?;
    if validation.is_denied() {
        return None;
    }
    let name = policy.segments.last()?.ident.to_string();
    let mut diagnostics = Diagnostics::new(Some(handler));
    for (violation, range, header) in missing_headers(*context, handler, &name) {
        let is_listed = quote!(#policy.lists_header(#header));
        diagnostics.warning_unless(&is_listed, range, &violation);
    }
    Some(diagnostics.into_tokens())
}
