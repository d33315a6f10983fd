//! Tokens -> the arguments of `#[cors(…)]` and the annotated item.
//!
//! Parsing rejects nothing. Malformed arguments become entries that validation reports, and an item
//! that is not a function is passed on as such.

mod actix_route;
mod arg;
mod args;
pub(crate) mod attr_role;
pub(crate) mod cfg_attr;
pub(crate) mod comma_separated;
mod handler;
pub(crate) mod inspect;
mod item;
mod item_attr;
mod meta_arguments;
mod notation;
mod route_attr;
mod segments;
mod source;
mod span_range;
mod ungroup;

pub(crate) use actix_route::ActixRoute;
pub(crate) use args::CorsArgs;
pub(crate) use handler::Handler;
pub(crate) use item::Item;
pub(crate) use item_attr::ItemAttr;
pub(crate) use span_range::SpanRange;

/// Helpers for the tests of this module.
#[cfg(test)]
pub(crate) mod test_util {
    use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
    use quote::ToTokens;

    use super::{CorsArgs, Handler, Item};

    /// Parses Rust source into tokens.
    pub(crate) fn tokens(source: &str) -> TokenStream {
        source.parse().expect(source)
    }

    /// Wraps tokens in the invisible group of a `macro_rules!` fragment such as `$value:expr`.
    pub(crate) fn fragment(inner: TokenStream) -> TokenStream {
        TokenTree::Group(Group::new(Delimiter::None, inner)).into()
    }

    /// Prints tokens without spaces.
    pub(crate) fn compact(tokens: impl ToTokens) -> String {
        tokens.to_token_stream().to_string().replace(' ', "")
    }

    /// Parses a function that is annotated with a bare `#[cors]`.
    pub(crate) fn handler(item: TokenStream) -> Handler {
        let source = item.to_string();
        match Item::parse(item, &CorsArgs::parse(TokenStream::new()), false) {
            Item::Fn(handler) => *handler,
            _ => panic!("not a function: {source}"),
        }
    }
}
