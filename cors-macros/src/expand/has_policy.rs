//! The policy of a marker type.

use cors_runtime::policy::Key;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::Annotated;
use super::policy_value::{deny_all, static_policy};
use crate::validate::websocket_without_enforce;

/// Implements the trait of marker types, and `handler::policy()`.
pub(super) fn impl_has_policy(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade,
        args,
        handler,
        validation,
    } = annotated;
    let (name, vis) = (handler.name(), &handler.vis);
    let cfg = handler.cfg_attrs();
    let allow_deprecated = handler.allow_deprecated();
    let policy = match (args.path(Key::Policy), &validation.policy) {
        (_, Some(policy)) => static_policy(facade, args, policy),
        (Some(path), None) if validation.violations.is_empty() => quote!(&#path),
        _ => deny_all(facade),
    };
    let assertion = assert_enforces(annotated);
    let assertion = assertion.map(|assertion| quote!(#cfg #assertion));
    quote! {
        #assertion

        #cfg
        #[automatically_derived]
        #allow_deprecated
        impl #facade::__private::HasPolicy for #name {
            #[inline]
            fn policy() -> &'static #facade::Policy {
                #policy
            }

            #[inline]
            fn compiled_policy() -> &'static #facade::__private::CompiledPolicy {
                static COMPILED: #facade::__private::LazyLock<#facade::__private::CompiledPolicy> =
                    #facade::__private::LazyLock::new(|| {
                        #facade::__private::CompiledPolicy::new(#name::policy())
                    });
                &COMPILED
            }
        }

        #cfg
        #[automatically_derived]
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
    if !annotated.validation.violations.is_empty() {
        return None;
    }
    let message = violation.to_string();
    let assertion = quote_spanned! {range.start=>
        ::core::assert!(#policy.enforces(), #message)
    };
    Some(quote!(const _: () = #assertion;))
}
