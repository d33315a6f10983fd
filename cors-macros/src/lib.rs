//! The attributes of the crate `cors`, which documents them and is the crate to depend on.
//!
//! The files are the pipeline: `grammar`, `handler` and `signature` read, walking over `tokens`; `check`
//! asks the judge, `expand` writes, and `errors` is what is written when the judge refuses.
#![forbid(unsafe_code)]
// What only one door asks of a handler is asked by nobody where that door is closed.
#![cfg_attr(not(all(feature = "actix", feature = "rocket")), allow(dead_code))]

use proc_macro::TokenStream;

mod attribute;
mod check;
mod errors;
mod expand;
mod grammar;
mod handler;
mod literal;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod parity;
#[cfg(any(test, feature = "actix"))]
mod routing;
mod signature;
#[cfg(test)]
mod snapshots;
mod tokens;

/// The attribute `cors::cors`, which the facade documents.
#[proc_macro_attribute]
pub fn plain(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::plain::expand(attribute.into(), item.into()).into()
}

/// The attribute `cors::axum::cors`, which the facade documents.
#[proc_macro_attribute]
pub fn axum(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::axum::expand(attribute.into(), item.into()).into()
}

/// The attribute `cors::actix::cors`, which the facade documents.
#[cfg(feature = "actix")]
#[proc_macro_attribute]
pub fn actix(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::actix::expand(attribute.into(), item.into()).into()
}

/// The attribute `cors::rocket::cors`, which the facade documents.
#[cfg(feature = "rocket")]
#[proc_macro_attribute]
pub fn rocket(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::rocket::expand(attribute.into(), item.into()).into()
}

/// What the expansion of `cors::rocket::cors` puts below Rocket's attribute; for nobody else.
#[cfg(feature = "rocket")]
#[proc_macro_attribute]
pub fn rocket_routed(attribute: TokenStream, function: TokenStream) -> TokenStream {
    expand::rocket::accepted(attribute.into(), &function.into()).into()
}

/// `cors::policy!`, which the facade documents. The facade's macro of that name puts the path to itself in front.
#[proc_macro]
pub fn policy(input: TokenStream) -> TokenStream {
    expand::policy::expand(input.into()).into()
}
