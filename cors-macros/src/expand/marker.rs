//! The marker type, which represents the handler's policy, and its names.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::Annotated;
use crate::parse::Handler;

/// A marker type without values, and the type with the name of the handler, which has `policy()`.
///
/// All names have the span of the expansion, about which the compiler and clippy have no lints.
pub(super) fn marker(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let vis = &handler.vis;
    let cfg = handler.cfg_attrs();
    let documentation = documentation(handler);
    let marker = policy_name(handler);
    let mut name = handler.name().clone();
    name.set_span(Span::call_site().located_at(name.span()));
    quote! {
        #cfg
        #[doc(hidden)]
        #vis enum #marker {}

        #cfg
        #[doc = #documentation]
        #vis type #name = #facade::PolicyOf<#marker>;
    }
}

/// The name of the policy of a handler: of a static, and of the marker type. The handler's own name may be
/// that of one of its type parameters as well.
pub(super) fn policy_name(handler: &Handler) -> Ident {
    let name = handler.name();
    let span = Span::call_site().located_at(name.span());
    format_ident!("__cors_policy_of_{}", name.unraw(), span = span)
}

/// The type of a handler without the framework's attribute. If that is above `#[cors]`, it has
/// declared a type of that name already, which takes precedence over a glob import.
pub(super) fn glob_marker(handler: &Handler) -> TokenStream {
    let (name, vis) = (handler.name(), &handler.vis);
    let cfg = handler.cfg_attrs();
    let documentation = documentation(handler);
    let module = format_ident!("__cors_without_route_{}", name.unraw());
    quote! {
        #cfg
        mod #module {
            #[doc = #documentation]
            #[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
            pub struct #name {}
        }
        #cfg
        #[allow(unused_imports)]
        #vis use #module::*;
    }
}

/// The documentation of the type with the name of the handler.
pub(super) fn documentation(handler: &Handler) -> String {
    let name = handler.name();
    format!(" The CORS policy of the handler [`{name}`](fn@{name}).")
}
