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

#[cfg(test)]
mod tests {
    use super::super::test_util::{compact, tokens};
    use super::*;

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
