//! A validated policy and a handler -> tokens. One file per integration, and one for each part that
//! several of them declare.
//!
//! Expansions are short: they call hidden functions of the facade. Every path in them starts at the
//! facade or at `::core`, so it means the same in every scope. Names that share a scope with the
//! user's start with `__`.

use cors_policy::{Context, Key, Validation};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::diagnostics::unparsed_signature;
use crate::parse::{CorsArgs, Handler, Item};
use crate::validate::validate;

#[cfg(any(test, feature = "actix"))]
pub(crate) mod actix;
pub(crate) mod axum;
mod forward;
pub(crate) mod function;
mod has_policy;
mod marker;
pub(crate) mod policy;
mod policy_value;
#[cfg(any(test, feature = "rocket"))]
pub(crate) mod rocket;

/// A function that is expanded for an integration.
struct Annotated {
    /// The path to the facade.
    facade: TokenStream,
    args: CorsArgs,
    handler: Handler,
    validation: Validation,
}

/// Parses and validates, and calls `expand` for a function. Whatever is wrong with the policy, the
/// handler keeps its shape, so that the violations are the only errors.
fn expand_handler(
    context: Context,
    args: TokenStream,
    item: TokenStream,
    expand: fn(&Annotated) -> TokenStream,
) -> TokenStream {
    let args = CorsArgs::parse(args);
    let expects_route = matches!(context, Context::Actix | Context::Rocket);
    let item = Item::parse(item, &args, expects_route);
    let (validation, diagnostics) = validate(context, &args, Some(&item));
    let handler = match item {
        Item::Fn(handler) => *handler,
        Item::Other { tokens, .. } => return quote!(#tokens #diagnostics),
        Item::Unparsed(tokens) => {
            let guard = unparsed_signature();
            return quote!(#tokens #guard #diagnostics);
        }
    };
    // An `impl` or a `trait` cannot contain the marker type.
    if handler.receiver().is_some() {
        let function = handler.without_route_attrs();
        return quote!(#function #diagnostics);
    }
    let expansion = expand(&Annotated {
        facade: facade(&args),
        args,
        handler,
        validation,
    });
    quote!(#expansion #diagnostics)
}

/// The path to the facade: `crate = path`, or the name under which it is published.
fn facade(args: &CorsArgs) -> TokenStream {
    let path = args.path(Key::Crate);
    path.map_or_else(|| quote!(::cors), ToTokens::to_token_stream)
}
