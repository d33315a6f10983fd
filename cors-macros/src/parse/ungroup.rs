//! The invisible groups of `macro_rules!` fragments.

use proc_macro2::{Delimiter, TokenTree};

/// Collects `tokens` without the invisible groups around them, which is how the fragments `$b:block`,
/// `$e:expr`, `$l:literal`, `$m:meta` and `$t:ty` of a `macro_rules!` macro arrive.
pub(super) fn ungroup(tokens: impl IntoIterator<Item = TokenTree>) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    match &tokens[..] {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            ungroup(group.stream())
        }
        _ => tokens,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::super::test_util::fragment;
    use super::*;

    #[test]
    fn only_groups_around_everything_are_removed() {
        let ungroup = |tokens| TokenStream::from_iter(ungroup(tokens));
        let (a, nested) = (fragment(quote!(a)), fragment(fragment(quote!(a))));
        assert_eq!(ungroup(nested).to_string(), "a");
        for kept in [quote!((a)), quote!(#a #a), quote!(#a b), quote!()] {
            assert_eq!(ungroup(kept.clone()).to_string(), kept.to_string());
        }
    }
}
