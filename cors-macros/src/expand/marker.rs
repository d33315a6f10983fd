//! The marker type: it has the name of the handler, in the namespace of types, and represents the
//! handler's policy.

use cors_policy::Context;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use crate::parse::Handler;

/// A marker type without values.
pub(super) fn marker_enum(handler: &Handler) -> TokenStream {
    let (name, vis) = (handler.name(), &handler.vis);
    let cfg = handler.cfg_attrs();
    let documentation = documentation(handler);
    let alias = handler.has_param_of_its_name().then(|| {
        let alias = marker_name(handler);
        quote!(#cfg #[allow(non_camel_case_types)] type #alias = #name;)
    });
    quote! {
        #alias
        #cfg
        #[doc = #documentation]
        #[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
        #vis enum #name {}
    }
}

/// The name of the marker type in the signature and the body of the function. A type parameter may
/// have the name of the handler, and would be another type.
pub(super) fn marker_name(handler: &Handler) -> Ident {
    let name = handler.name();
    if handler.has_param_of_its_name() {
        format_ident!("__cors_policy_of_{}", name.unraw(), span = name.span())
    } else {
        name.clone()
    }
}

/// The marker type of a handler without the framework's attribute. If that is above `#[cors]`, it has
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

/// The type with the policy of a handler: the marker type, or one instance of it for a generic handler
/// of poem. `handler::policy()` then needs no type arguments.
pub(super) fn policy_type(context: Context, handler: &Handler) -> TokenStream {
    let name = handler.name();
    let params = handler.sig.generics.type_params();
    let units = params.map(|_| quote!(())).collect::<Vec<_>>();
    if context != Context::Poem || units.is_empty() {
        return quote!(#name);
    }
    quote!(#name::<#(#units),*>)
}

/// The documentation of the marker type.
pub(super) fn documentation(handler: &Handler) -> String {
    let name = handler.name();
    format!(" The CORS policy of the handler [`{name}`](fn@{name}).")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::test_util::{compact, handler, tokens};

    #[test]
    fn type_parameters_do_not_hide_the_marker_type() {
        for (source, name, has_alias) in [
            ("fn f<T>() {}", "f", false),
            ("fn f<const f: u8>() {}", "f", false),
            ("fn f<T, f: Clone>() {}", "__cors_policy_of_f", true),
            ("fn r#in<r#in>() {}", "__cors_policy_of_in", true),
        ] {
            let handler = handler(tokens(source));
            assert_eq!(marker_name(&handler).to_string(), name, "{source}");
            let alias = format!("type{name}={};", handler.name());
            let expansion = compact(marker_enum(&handler));
            assert_eq!(expansion.contains(&alias), has_alias, "{source}");
        }
    }
}
