//! A validated policy and a handler -> tokens. One file per integration, and one for each part that
//! several of them declare.
//!
//! Expansions are short: they call hidden functions of the facade. Every path in them starts at the
//! facade or at `::core`, so it means the same in every scope. Names that share a scope with the
//! user's start with `__`.

use cors_policy::{AnnotatedItem, Context, HandlerInfo, Key, PolicySpec, Validation};
use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::diagnostics::unparsed_signature;
use crate::parse::{CorsArgs, Handler, Item};
use crate::tokens::Tokens;
use crate::validate::{is_other_fn, validate};

pub(crate) mod actix;
pub(crate) mod axum;
mod forward;
pub(crate) mod function;
mod has_policy;
pub(crate) mod poem;
pub(crate) mod policy;
mod policy_value;
pub(crate) mod rocket;
pub(crate) mod utoipa;

/// A function that is expanded for an integration.
struct Annotated {
    /// The path to the facade.
    facade: Tokens,
    context: Context,
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
        Item::Unparsed { tokens, stand_in } => {
            let guard = unparsed_signature();
            let function = match stand_in {
                Some(handler) if context != Context::Function => {
                    expand(&Annotated::stand_in(facade(&args), *handler))
                }
                _ => tokens,
            };
            return quote!(#function #guard #diagnostics);
        }
    };
    // The function is within the expansion of another `#[cors]`, whose policy it has.
    if handler.is_annotated() {
        let function = handler.unchanged();
        return quote!(#function #diagnostics);
    }
    if is_other_fn(&validation) {
        let function = handler.without_route_attrs();
        return quote!(#function #diagnostics);
    }
    let mut expansion = expand(&Annotated {
        facade: facade(&args),
        context,
        args,
        handler,
        validation,
    });
    expansion.extend(diagnostics);
    expansion
}

impl Annotated {
    /// A handler without arguments, in place of one whose signature is being typed, so that the code
    /// that mounts it has no errors of its own. It has no policy.
    fn stand_in(facade: Tokens, handler: Handler) -> Self {
        // Without a route, whose arguments are unknown.
        let mut spec = PolicySpec::new(Context::Actix);
        spec.item = Some(AnnotatedItem::Function(HandlerInfo::default()));
        Self {
            facade,
            context: spec.context,
            args: CorsArgs::parse(TokenStream::new()),
            handler,
            validation: cors_policy::validate(&spec),
        }
    }
}

/// The path to the facade: `crate = path`, or the name under which it is published.
fn facade(args: &CorsArgs) -> Tokens {
    if let Some(path) = args.path(Key::Crate) {
        return path.to_token_stream().into();
    }
    Tokens::from_iter([
        TokenTree::from(Punct::new(':', Spacing::Joint)),
        Punct::new(':', Spacing::Alone).into(),
        Ident::new("cors", Span::call_site()).into(),
    ])
}
