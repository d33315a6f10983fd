//! `cors::policy!`: a policy without a handler, as a constant expression.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::policy_value::{deny_all_expression, policy_expression};
use crate::parse::CorsArgs;
use crate::tokens::Tokens;
use crate::validate::validate;
use cors_policy::Context;

/// Expands `[path to the facade] arguments`.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut input = input.into_iter();
    let facade: Tokens = if let Some(TokenTree::Group(path)) = input.next() {
        path.stream().into()
    } else {
        quote!(::cors).into()
    };
    let args = CorsArgs::parse(input.collect());
    let (validation, diagnostics) = validate(Context::Policy, &args, None);
    let policy = match &validation.policy {
        Some(policy) => policy_expression(&facade, &args, policy),
        None => deny_all_expression(&facade),
    };
    quote!({ #diagnostics #policy })
}
