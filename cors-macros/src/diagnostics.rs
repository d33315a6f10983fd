//! Violations -> `compile_error!` and warnings at their source ranges.

use cors_policy::Violation;
use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::parse::{Handler, SpanRange};

/// The diagnostics of one attribute or macro.
pub(crate) struct Diagnostics {
    tokens: TokenStream,
    /// `#[allow(…)]` and the like of the handler, which apply to warnings about it too.
    lint_levels: TokenStream,
}

impl Diagnostics {
    pub(crate) fn new(handler: Option<&Handler>) -> Self {
        Self {
            tokens: TokenStream::new(),
            lint_levels: handler.map(Handler::lint_levels).unwrap_or_default(),
        }
    }

    /// Adds a compile error.
    pub(crate) fn error(&mut self, range: SpanRange, violation: &Violation) {
        let message = Literal::string(&violation.to_string());
        let mut message = TokenTree::Literal(message);
        message.set_span(range.end);
        let mut group = Group::new(Delimiter::Brace, message.into());
        // The compiler underlines from the start of the path to the end of the group.
        group.set_span(range.end);
        let path = quote_spanned!(range.start=> ::core::compile_error!);
        self.tokens.extend(quote!(#path #group));
    }

    /// Adds a compile error for builds without debug assertions, and a warning for those with them. The
    /// macro itself may be compiled in another profile than the program, so the condition is part of
    /// the expansion.
    pub(crate) fn release_error(&mut self, range: SpanRange, violation: &Violation) {
        self.tokens.extend(quote!(#[cfg(not(debug_assertions))]));
        self.error(range, violation);
        self.tokens.extend(quote!(#[cfg(debug_assertions)]));
        self.warning(range, violation);
    }

    /// Adds a warning. On stable Rust, a macro can only warn by using a deprecated item, whose note is
    /// the message. `#[allow(deprecated)]` on the handler silences it.
    pub(crate) fn warning(&mut self, range: SpanRange, violation: &Violation) {
        let message = format!("\n{violation}");
        let name = Ident::new("cors_warning", range.start);
        let lint_levels = &self.lint_levels;
        self.tokens.extend(quote! {
            #lint_levels
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

/// An error that appears only if the program has no other: for a function whose signature this crate
/// cannot parse. The compiler reports a syntax error itself. Where it accepts the signature, the
/// function must not silently go without its policy.
///
/// Lints run after everything else, and not at all once there are errors.
pub(crate) fn unparsed_signature() -> TokenStream {
    quote! {
        const _: () = {
            #[must_use = "`#[cors]` cannot parse the signature of this function"]
            const fn cors() -> ::core::primitive::u8 {
                0
            }
            #[deny(unused_must_use)]
            {
                cors();
            }
        };
    }
}
