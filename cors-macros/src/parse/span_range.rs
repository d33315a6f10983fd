//! A range of source code.

use proc_macro2::{Span, TokenTree};
use quote::ToTokens;

/// The spans of the first and the last token of a piece of source. Stable Rust cannot join spans.
#[derive(Clone, Copy)]
pub(crate) struct SpanRange {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl SpanRange {
    /// The range of the invocation of the macro.
    pub(crate) fn call_site() -> Self {
        Span::call_site().into()
    }

    /// The range of `tokens`, or `None` if there are no tokens.
    pub(crate) fn of_tokens(tokens: &[TokenTree]) -> Option<Self> {
        Some(Self {
            start: tokens.first()?.span(),
            end: tokens.last()?.span(),
        })
    }

    /// The range of `tokens`, or `None` if there are no tokens.
    pub(crate) fn of(tokens: impl ToTokens) -> Option<Self> {
        let mut spans = tokens
            .to_token_stream()
            .into_iter()
            .map(|token| token.span());
        let start = spans.next()?;
        let end = spans.last().unwrap_or(start);
        Some(Self { start, end })
    }
}

impl From<Span> for SpanRange {
    fn from(span: Span) -> Self {
        Self {
            start: span,
            end: span,
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn no_tokens_have_no_range() {
        assert!(SpanRange::of(quote!(a b)).is_some());
        assert!(SpanRange::of(quote!()).is_none());
    }
}
