//! The policy of a marker type.

use cors_policy::Key;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::Annotated;
use super::marker::policy_type;
use super::policy_value::{deny_all, static_policy};
use crate::diagnostics::Diagnostics;
use crate::validate::{missing_headers, websocket_without_enforce};

/// Implements the trait of marker types, and `handler::policy()`.
pub(super) fn impl_has_policy(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade,
        context,
        args,
        handler,
        validation,
    } = annotated;
    let vis = &handler.vis;
    let ty = policy_type(*context, handler);
    let cfg = handler.cfg_attrs();
    let allow_deprecated = handler.allow_deprecated();
    let policy = match (args.path(Key::Policy), &validation.policy) {
        (_, Some(policy)) => static_policy(facade, args, policy),
        (Some(path), None) if !validation.is_denied() => quote!(&#path),
        _ => deny_all(facade),
    };
    let assertion = assert_enforces(annotated);
    let assertion = assertion.map(|assertion| quote!(#cfg #assertion));
    let warnings = warn_of_missing_headers(annotated);
    quote! {
        #assertion
        #warnings

        #cfg
        #[automatically_derived]
        #allow_deprecated
        impl #facade::__private::HasPolicy for #ty {
            #[inline]
            fn policy() -> &'static #facade::Policy {
                #policy
            }

            #[inline]
            fn compiled() -> &'static #facade::__private::CompiledPolicy {
                static COMPILED: #facade::__private::LazyLock<#facade::__private::CompiledPolicy> =
                    #facade::__private::LazyLock::new(|| {
                        #facade::__private::CompiledPolicy::new(#ty::policy())
                    });
                &COMPILED
            }
        }

        #cfg
        #[automatically_derived]
        #[allow(dead_code)]
        #allow_deprecated
        impl #ty {
            /// The CORS policy of this handler.
            #vis fn policy() -> &'static #facade::Policy {
                <#ty as #facade::__private::HasPolicy>::policy()
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
