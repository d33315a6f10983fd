//! `cors::policy!`: a policy on its own, as a constant expression.

use cors_runtime::policy::Place;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::policy_expression;
use crate::check::check;
use crate::errors::Errors;
use crate::grammar::Attribute;

/// Takes `[path to the facade] entries`.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut input = input.into_iter();
    let facade = if let Some(TokenTree::Group(path)) = input.next() {
        path.stream()
    } else {
        quote!(::cors)
    };
    let attribute = Attribute::read(input.collect());
    let mut errors = Errors::default();
    let judgement = check(Place::Named, &attribute, None, &mut errors);
    let errors = errors.into_tokens();
    let policy = if let Some(policy) = &judgement.policy {
        policy_expression(&facade, &attribute, policy)
    } else {
        quote!(#facade::Policy::inert())
    };
    quote!({ #errors #policy })
}
