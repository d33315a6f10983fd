//! Splitting tokens at commas.

use proc_macro2::{TokenStream, TokenTree};

/// Splits `tokens` at top-level commas. A trailing comma adds no element; any other superfluous comma
/// is returned as an element of its own, so that validation can report it.
pub(super) fn comma_separated(tokens: TokenStream) -> Vec<TokenStream> {
    let mut elements = Vec::new();
    let mut element = TokenStream::new();
    for token in tokens {
        if !matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            element.extend([token]);
        } else if element.is_empty() {
            elements.push(token.into());
        } else {
            elements.push(std::mem::take(&mut element));
        }
    }
    if !element.is_empty() {
        elements.push(element);
    }
    elements
}

/// Returns whether tokens end with a comma.
pub(crate) fn ends_with_comma(tokens: &TokenStream) -> bool {
    let last = tokens.clone().into_iter().last();
    matches!(last, Some(TokenTree::Punct(punct)) if punct.as_char() == ',')
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::super::test_util::{compact, tokens};
    use super::*;

    #[test]
    fn trailing_commas_are_found() {
        assert!(ends_with_comma(&quote!(a,)) && !ends_with_comma(&quote!(a, b)));
        assert!(!ends_with_comma(&TokenStream::new()));
    }

    #[test]
    fn only_superfluous_commas_become_elements() {
        for (source, elements) in [
            ("", &[][..]),
            ("a", &["a"]),
            ("a b, c(d, e),", &["ab", "c(d,e)"]),
            (",, a,, b", &[",", ",", "a", ",", "b"]),
        ] {
            let found = comma_separated(tokens(source)).into_iter().map(compact);
            assert_eq!(found.collect::<Vec<_>>(), elements, "{source}");
        }
    }
}
