//! Splitting and quoting of texts for suggestions.

/// Returns the texts as string literals separated by commas, for a suggestion that can be pasted.
pub(crate) fn quoted<T: AsRef<str>>(texts: &[T]) -> String {
    let literals: Vec<String> = texts.iter().map(|text| literal(text.as_ref())).collect();
    literals.join(", ")
}

fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns the non-empty pieces between any of the separators.
pub(crate) fn pieces<'t>(text: &'t str, separators: &'t [char]) -> impl Iterator<Item = &'t str> {
    text.split(separators).filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{pieces, quoted};

    #[test]
    fn pieces_are_never_empty() {
        for (text, expected) in [
            ("", &[][..]),
            (",", &[]),
            (",;,", &[]),
            ("a", &["a"]),
            ("a,b", &["a", "b"]),
            (",a,;b,", &["a", "b"]),
        ] {
            assert!(
                pieces(text, &[',', ';']).eq(expected.iter().copied()),
                "{text}"
            );
        }
    }

    #[test]
    fn quoted_texts_are_rust_literals() {
        for (texts, expected) in [
            (&[][..], ""),
            (&["a"], r#""a""#),
            (&["b", "a"], r#""b", "a""#),
            (&["a\"", "\\b"], r#""a\"", "\\b""#),
        ] {
            assert_eq!(quoted(texts), expected);
        }
    }
}
