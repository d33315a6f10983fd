//! The marker type: it has the name of the handler, in the namespace of types, and represents the
//! handler's policy.

use proc_macro2::TokenStream;
use quote::quote;

use crate::parse::Handler;

/// A marker type without values.
pub(super) fn marker_enum(handler: &Handler) -> TokenStream {
    let (name, vis) = (handler.name(), &handler.vis);
    let cfg = handler.cfg_attrs();
    let documentation = documentation(handler);
    quote! {
        #cfg
        #[doc = #documentation]
        #[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
        #vis enum #name {}
    }
}

/// The documentation of the marker type.
pub(super) fn documentation(handler: &Handler) -> String {
    let name = handler.name();
    format!(" The CORS policy of the handler [`{name}`](fn@{name}).")
}
