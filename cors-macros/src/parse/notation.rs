//! The separators of entries, elements, keys and values: commas, `=`, and tokens that are mistaken for them.
//!
//! A mistake is recorded and read past, so that it is the only one that is reported.

use cors_policy::{Key, Separator};
use proc_macro2::{Delimiter, Spacing, TokenTree};

use super::SpanRange;

/// A mistake, at the token that is wrong.
pub(super) struct Mistake {
    pub(super) expected: Separator,
    pub(super) found: String,
    pub(super) range: SpanRange,
}

/// Tokens up to a comma, and the mistake in front of them if the comma is missing.
pub(super) struct Piece<'t> {
    pub(super) tokens: &'t [TokenTree],
    pub(super) mistake: Option<Mistake>,
}

/// Splits the entries of a policy at commas, at `;`, and where a comma is obviously missing.
pub(super) fn split_entries(tokens: &[TokenTree]) -> Vec<Piece<'_>> {
    split(tokens, |before, rest| {
        let [TokenTree::Ident(next), after @ ..] = rest else {
            return false;
        };
        match before {
            Some(TokenTree::Group(list)) => list.delimiter() == Delimiter::Bracket,
            Some(TokenTree::Literal(_)) => true,
            // Two words may be one malformed entry. A key starts the next one.
            Some(TokenTree::Ident(_)) => {
                next.to_string().parse::<Key>().is_ok() || assignment(after) == Some(1)
            }
            _ => false,
        }
    })
}

/// Splits the elements of a list at commas, at `;`, and between literals.
pub(super) fn split_elements(tokens: &[TokenTree]) -> Vec<Piece<'_>> {
    split(tokens, |before, rest| {
        matches!(before, Some(TokenTree::Literal(_))) && matches!(rest, [TokenTree::Literal(_), ..])
    })
}

/// Splits at commas like [`comma_separated`](super::comma_separated::comma_separated), at `;`, and
/// where `is_start` returns that the rest, after a token, starts another piece.
fn split(
    tokens: &[TokenTree],
    is_start: fn(Option<&TokenTree>, &[TokenTree]) -> bool,
) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut mistake = None;
    for (index, token) in tokens.iter().enumerate() {
        let punct = match token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        if punct != ',' && punct != ';' {
            let piece = &tokens[start..index];
            if is_start(piece.last(), &tokens[index..]) {
                pieces.push(Piece {
                    tokens: piece,
                    mistake: mistake.replace(expected_comma(token)),
                });
                start = index;
            }
            continue;
        }
        // A superfluous separator is a piece of its own.
        let end = index.max(start + 1);
        let next = (punct == ';').then(|| expected_comma(token));
        pieces.push(Piece {
            tokens: &tokens[start..end],
            mistake: std::mem::replace(&mut mistake, next),
        });
        start = index + 1;
    }
    let piece = &tokens[start..];
    match pieces.last_mut() {
        // After the last entry, there is nothing to separate.
        Some(last) if piece.is_empty() => {
            if last.mistake.is_none() {
                last.mistake = mistake;
            }
        }
        _ if piece.is_empty() => {}
        _ => pieces.push(Piece {
            tokens: piece,
            mistake,
        }),
    }
    pieces
}

fn expected_comma(found: &TokenTree) -> Mistake {
    Mistake {
        expected: Separator::Comma,
        found: found.to_string(),
        range: found.span().into(),
    }
}

/// Returns how many tokens at the start are `=`, or are written for it: `:`, `:=`, `=>`, `==`.
pub(super) fn assignment(tokens: &[TokenTree]) -> Option<usize> {
    let punct = |index: usize| match tokens.get(index) {
        Some(TokenTree::Punct(punct)) => Some((punct.as_char(), punct.spacing())),
        _ => None,
    };
    match (punct(0)?, punct(1)) {
        ((':', Spacing::Joint), Some((':', _))) => None,
        ((':' | '=', Spacing::Joint), Some(('=', _))) | (('=', Spacing::Joint), Some(('>', _))) => {
            Some(2)
        }
        ((':' | '=', _), _) => Some(1),
        _ => None,
    }
}

/// Returns the mistake if these tokens are not `=`.
pub(super) fn not_equals(tokens: &[TokenTree]) -> Option<Mistake> {
    let found: String = tokens.iter().map(ToString::to_string).collect();
    let (first, last) = (tokens.first()?, tokens.last()?);
    (found != "=").then(|| Mistake {
        expected: Separator::Equals,
        found,
        range: SpanRange {
            start: first.span(),
            end: last.span(),
        },
    })
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::super::test_util::{compact, tokens};
    use super::*;

    fn pieces(source: &str, split: fn(&[TokenTree]) -> Vec<Piece<'_>>) -> Vec<String> {
        let tokens: Vec<TokenTree> = tokens(source).into_iter().collect();
        let found = split(&tokens).into_iter().map(|piece| {
            let mistake = piece.mistake.map(|mistake| format!("!{} ", mistake.found));
            let tokens: TokenStream = piece.tokens.iter().cloned().collect();
            mistake.unwrap_or_default() + &compact(tokens)
        });
        found.collect()
    }

    #[test]
    fn entries_are_separated_where_another_one_starts() {
        for (source, expected) in [
            ("", &[][..]),
            ("a, b,", &["a", "b"]),
            (",, a", &[",", ",", "a"]),
            ("a; b", &["a", "!; b"]),
            ("a;", &["!; a"]),
            ("; a", &[";", "!; a"]),
            ("a = [b] c", &["a=[b]", "!c c"]),
            ("a = [b] c = 7, d", &["a=[b]", "!c c=7", "d"]),
            ("a = 7 b", &["a=7", "!b b"]),
            ("credentials enforce", &["credentials", "!enforce enforce"]),
            ("a b = 7", &["a", "!b b=7"]),
            (
                "policy = API max_age: 7",
                &["policy=API", "!max_age max_age:7"],
            ),
            ("a = b c", &["a=bc"]),
            ("a b", &["ab"]),
            ("a = b::c", &["a=b::c"]),
            ("a(b) c", &["a(b)c"]),
        ] {
            assert_eq!(pieces(source, split_entries), expected, "{source}");
        }
    }

    #[test]
    fn elements_are_separated_between_literals() {
        for (source, expected) in [
            ("\"a\" \"b\"", &["\"a\"", "!\"b\" \"b\""][..]),
            ("\"a\"; \"b\", c", &["\"a\"", "!; \"b\"", "c"]),
            ("a \"b\"", &["a\"b\""]),
            ("\"a\" b", &["\"a\"b"]),
        ] {
            assert_eq!(pieces(source, split_elements), expected, "{source}");
        }
    }

    #[test]
    fn what_is_written_for_an_equals_sign_is_found() {
        for (source, count, is_mistake) in [
            ("= 7", Some(1), false),
            (": 7", Some(1), true),
            (":= 7", Some(2), true),
            ("=> 7", Some(2), true),
            ("== 7", Some(2), true),
            ("= = 7", Some(1), false),
            (":: a", None, false),
            ("-> a", None, false),
            ("a", None, false),
            ("", None, false),
        ] {
            let tokens: Vec<_> = tokens(source).into_iter().collect();
            assert_eq!(assignment(&tokens), count, "{source}");
            let mistake = not_equals(&tokens[..count.unwrap_or_default()]);
            assert_eq!(mistake.is_some(), is_mistake, "{source}");
        }
    }
}
