//! Tokens that are written several times.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// Tokens that an expansion repeats. The compiler keeps a [`TokenStream`] on its side, and each one that is
/// put into another costs as much as a hundred tokens; these are copied one by one.
#[derive(Default)]
pub(crate) struct Tokens(Vec<TokenTree>);

impl From<TokenStream> for Tokens {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens.into_iter().collect())
    }
}

impl FromIterator<TokenStream> for Tokens {
    fn from_iter<I: IntoIterator<Item = TokenStream>>(streams: I) -> Self {
        Self(streams.into_iter().flatten().collect())
    }
}

impl FromIterator<TokenTree> for Tokens {
    fn from_iter<I: IntoIterator<Item = TokenTree>>(tokens: I) -> Self {
        Self(tokens.into_iter().collect())
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.0);
    }
}
