//! The attributes and `policy!` of the crate `cors`. Depend on `cors`, which documents them.
//!
//! A macro runs in three steps: `parse` reads tokens, `validate` checks the policy and turns each
//! violation into a compile error or a warning (`diagnostics`), and `expand` writes the code.
#![forbid(unsafe_code)]

use proc_macro::TokenStream;

mod diagnostics;
mod expand;
mod parse;
#[cfg(test)]
mod tests;
mod tokens;
mod validate;

/// The attribute `cors::cors`. Documented in the crate `cors`.
#[proc_macro_attribute]
pub fn function(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::function::expand(args.into(), item.into()).into()
}

/// The attribute `cors::axum::cors`. Documented in the crate `cors`.
#[proc_macro_attribute]
pub fn axum(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::axum::expand(args.into(), item.into()).into()
}

/// The attribute `cors::actix::cors`. Documented in the crate `cors`.
#[proc_macro_attribute]
pub fn actix(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::actix::expand(args.into(), item.into()).into()
}

/// The attribute `cors::rocket::cors`. Documented in the crate `cors`.
#[proc_macro_attribute]
pub fn rocket(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::rocket::expand(args.into(), item.into()).into()
}

/// The attribute `cors::poem::cors`. Documented in the crate `cors`.
#[proc_macro_attribute]
pub fn poem(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::poem::expand(args.into(), item.into()).into()
}

/// An attribute that the expansion of `cors::rocket::cors` puts below Rocket's own. Not public API.
#[proc_macro_attribute]
pub fn rocket_routed(args: TokenStream, function: TokenStream) -> TokenStream {
    expand::rocket::expand_routed(args.into(), &function.into()).into()
}

/// The macro `cors::policy!`. Documented in the crate `cors`, whose macro of that name passes the
/// path to itself as the first token.
#[proc_macro]
pub fn policy(input: TokenStream) -> TokenStream {
    expand::policy::expand(input.into()).into()
}

/// The macro `cors::axum::utoipa::routes!`. Documented in the crate `cors`, whose macro of that name passes
/// the path to itself as the first token.
#[proc_macro]
pub fn utoipa_routes(input: TokenStream) -> TokenStream {
    expand::utoipa::expand(input.into()).into()
}
