//! Tokens as text, for messages that quote them.

use proc_macro2::{Delimiter, Spacing, TokenTree};
use quote::ToTokens;

/// Prints tokens as in source code. The printers of the compiler and of `proc-macro2` put spaces in other
/// places, which differ between the two.
pub(super) fn to_source(tokens: impl IntoIterator<Item = TokenTree>) -> String {
    let mut source = String::new();
    let mut before: Option<TokenTree> = None;
    for token in tokens {
        let is_in_path = source.ends_with("::");
        if before.is_some_and(|before| !is_in_path && is_apart(&before, &token)) {
            source.push(' ');
        }
        match &token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                source.extend([open, &to_source(group.stream()), close]);
            }
            TokenTree::Ident(ident) => {
                let ident = ident.to_string();
                source += ident.strip_prefix("r#").unwrap_or(&ident);
            }
            other => source += &other.to_token_stream().to_string(),
        }
        before = Some(token);
    }
    source
}

/// Returns whether people put a space between two tokens.
fn is_apart(before: &TokenTree, token: &TokenTree) -> bool {
    match (before, token) {
        (TokenTree::Punct(before), _) if before.spacing() == Spacing::Joint => false,
        (TokenTree::Punct(before), _)
            if matches!(before.as_char(), '.' | '!' | '&' | '-' | '<') =>
        {
            false
        }
        (_, TokenTree::Punct(punct)) => {
            matches!(punct.as_char(), '=' | '+' | '-' | '*' | '/' | '|' | '&')
        }
        (TokenTree::Ident(_), TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        (TokenTree::Group(_), TokenTree::Group(_)) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::tokens;
    use super::to_source;

    #[test]
    fn tokens_are_printed_as_they_are_typed() {
        for source in [
            "",
            "a",
            "a::b::C",
            "env!(\"A\")",
            "std::env::var(\"A\").unwrap()",
            "[\"a\", b, 7]",
            "origins = [\"a\"]",
            "-600",
            "1 + 1",
            "Duration::from_secs(60)",
            "&[\"a\"]",
            "vec![a, b]",
            "{ \"a\" }",
            "a(b, c)",
            "a: 7",
            "a: b",
            "a[\"b\"]",
            "= 7",
        ] {
            assert_eq!(to_source(tokens(source)), source);
        }
        assert_eq!(to_source(tokens("r#match")), "match");
    }
}
