//! Violations -> `compile_error!` and warnings at their source ranges.

use cors_policy::{Rule, Violation};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::parse::{Handler, SpanRange};
use crate::tokens::Tokens;

/// The diagnostics of one attribute or macro.
pub(crate) struct Diagnostics {
    tokens: TokenStream,
    /// `#[allow(…)]` and the like of the handler, which apply to warnings about it too.
    lint_levels: Tokens,
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
        let message = note(violation);
        let name = warning_name(violation.rule(), range.start);
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

    /// Adds a warning that applies only where a constant expression is `false`. Which of two functions
    /// of the same name is called, the one that is deprecated or the other, depends on it.
    pub(crate) fn warning_unless(
        &mut self,
        condition: &TokenStream,
        range: SpanRange,
        violation: &Violation,
    ) {
        let message = note(violation);
        let name = warning_name(violation.rule(), range.start);
        let lint_levels = &self.lint_levels;
        self.tokens.extend(quote! {
            #lint_levels
            const _: () = {
                struct __Policy<const IS_COMPLETE: ::core::primitive::bool>;
                #[allow(dead_code)]
                impl __Policy<true> {
                    const fn #name() {}
                }
                #[allow(dead_code)]
                impl __Policy<false> {
                    #[deprecated(note = #message)]
                    const fn #name() {}
                }
                __Policy::<{ #condition }>::#name()
            };
        });
    }

    pub(crate) fn into_tokens(self) -> TokenStream {
        self.tokens
    }
}

fn note(violation: &Violation) -> String {
    format!("\n{violation}")
}

/// The name of the deprecated item, which the compiler puts in front of the message: that of the rule.
fn warning_name(rule: Rule, span: Span) -> Ident {
    let mut name = "cors".to_owned();
    for letter in format!("{rule:?}").chars() {
        if letter.is_uppercase() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    Ident::new(&name, span)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_have_the_names_of_their_rules() {
        for (rule, name) in [
            (Rule::MaxAgeCut, "cors_max_age_cut"),
            (
                Rule::JsonWithoutContentType,
                "cors_json_without_content_type",
            ),
            (Rule::Redirects, "cors_redirects"),
        ] {
            assert_eq!(warning_name(rule, Span::call_site()).to_string(), name);
        }
    }
}
