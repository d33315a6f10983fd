//! The violations of one attribute, on their way to the compiler: all of them, each at its place.

use cors_runtime::policy::Violation;
use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::grammar::Place;
use crate::handler::Target;

/// What will be reported.
#[derive(Default)]
pub(crate) struct Errors {
    tokens: TokenStream,
    /// `#[allow(…)]` and the like of the handler, which hold for the warnings about it too.
    levels: TokenStream,
}

impl Errors {
    /// For what is found out about `target`.
    pub(crate) fn about(target: &Target) -> Self {
        let levels = match target {
            Target::Handler(handler) => {
                let levels = handler.lint_levels();
                quote!(#(#levels)*)
            }
            Target::Other(..) => TokenStream::new(),
        };
        Self {
            tokens: TokenStream::new(),
            levels,
        }
    }

    /// A compile error.
    pub(crate) fn refuse(&mut self, place: Place, violation: &Violation) {
        let message = Literal::string(&violation.to_string());
        let mut message = TokenTree::Literal(message);
        message.set_span(place.end);
        let mut group = Group::new(Delimiter::Brace, message.into());
        // The compiler underlines from the start of the path to the end of the group.
        group.set_span(place.end);
        let path = quote_spanned!(place.start=> ::core::compile_error!);
        self.tokens.extend(quote!(#path #group));
    }

    /// A compile error in builds without debug assertions. The macro sees the build it runs in, which
    /// need not be the program's: the program is asked.
    pub(crate) fn refuse_in_release(&mut self, place: Place, violation: &Violation) {
        self.tokens.extend(quote!(#[cfg(not(debug_assertions))]));
        self.refuse(place, violation);
    }

    /// A warning. Stable has no way for a macro to warn but to use something deprecated at the place
    /// that is meant, whose note is the message; `#[allow(deprecated)]` on the handler is how to say
    /// that it is meant.
    pub(crate) fn warn(&mut self, place: Place, violation: &Violation) {
        let message = format!("\n{violation}");
        let name = Ident::new("cors_warning", place.start);
        let levels = &self.levels;
        self.tokens.extend(quote! {
            #levels
            const _: () = {
                #[allow(non_upper_case_globals)]
                #[deprecated(note = #message)]
                const #name: () = ();
                #name
            };
        });
    }

    pub(crate) fn into_tokens(self) -> TokenStream {
        self.tokens
    }
}
