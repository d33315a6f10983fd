//! The violations of one attribute, on their way to the compiler: all of them, each at its place.

use cors_runtime::policy::Violation;
use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::grammar::Place;

/// What will be reported.
#[derive(Default)]
pub(crate) struct Errors {
    tokens: TokenStream,
}

impl Errors {
    pub(crate) fn push(&mut self, place: Place, violation: &Violation, only_in_release: bool) {
        let message = Literal::string(&violation.to_string());
        let mut message = TokenTree::Literal(message);
        message.set_span(place.end);
        let mut group = Group::new(Delimiter::Brace, message.into());
        // The compiler underlines from the start of the path to the end of the group.
        group.set_span(place.end);
        // The macro sees the build it runs in, which need not be the program's: the program is asked.
        let condition = only_in_release
            .then(|| quote_spanned!(Span::call_site()=> #[cfg(not(debug_assertions))]));
        let path = quote_spanned!(place.start=> ::core::compile_error!);
        self.tokens.extend(quote!(#condition #path #group));
    }

    pub(crate) fn into_tokens(self) -> TokenStream {
        self.tokens
    }
}
