//! The tokens in the parentheses of an attribute.

use proc_macro2::TokenStream;
use syn::{MacroDelimiter, Meta};

/// Returns the tokens in the parentheses of `name(…)`; `None` for any other form.
pub(super) fn meta_arguments(meta: &Meta) -> Option<TokenStream> {
    match meta {
        Meta::List(list) if matches!(list.delimiter, MacroDelimiter::Paren(_)) => {
            Some(list.tokens.clone())
        }
        _ => None,
    }
}
