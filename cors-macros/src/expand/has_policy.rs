//! The policy of a marker type.

use cors_policy::Key;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::Annotated;
use super::marker::policy_name;
use super::policy_value::{deny_all_expression, policy_expression};
use crate::diagnostics::Diagnostics;
use crate::validate::{missing_headers, websocket_without_enforce};

/// Declares the policy of a handler, as a static and as what `marker`, a type, stands for.
pub(super) fn impl_has_policy(annotated: &Annotated, marker: &Ident) -> TokenStream {
    let Annotated {
        facade,
        args,
        handler,
        validation,
        ..
    } = annotated;
    let name = policy_name(handler);
    let cfg = handler.cfg_attrs();
    let allow_deprecated = handler.allow_deprecated();
    let private = quote!(#facade::__private);
    let policy = match (args.path(Key::Policy), &validation.policy) {
        (_, Some(policy)) => {
            let policy = policy_expression(facade, args, policy);
            quote!(new(#policy))
        }
        (Some(path), None) if !validation.is_denied() => quote!(named(&#path)),
        _ => {
            let policy = deny_all_expression(facade);
            quote!(new(#policy))
        }
    };
    let assertion = assert_enforces(annotated);
    let assertion = assertion.map(|assertion| quote!(#cfg #assertion));
    let warnings = warn_of_missing_headers(annotated);
    quote! {
        #assertion
        #warnings

        #cfg
        static #name: #private::LazyPolicy = #private::LazyPolicy::#policy;

        #cfg
        #allow_deprecated
        impl #private::HasPolicy for #marker {
            fn lazy_policy() -> &'static #private::LazyPolicy {
                &#name
            }
        }
    }
}

/// Implements `handler::policy()` for a type that is more than the policy of the handler.
pub(super) fn impl_policy(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let (name, vis) = (handler.name(), &handler.vis);
    let cfg = handler.cfg_attrs();
    let allow_deprecated = handler.allow_deprecated();
    quote! {
        #cfg
        #[allow(dead_code)]
        #allow_deprecated
        impl #name {
            /// The CORS policy of this handler.
            #vis fn policy() -> &'static #facade::Policy {
                <#name as #facade::__private::HasPolicy>::policy()
            }
        }
    }
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
