//! String and integer literals → what they mean.
//!
//! The Rust Reference, «Literal expressions». The compiler has read the literal already, so nothing
//! malformed arrives; what is not understood is no text, and the judge says so.

/// The text of `"…"`, `r"…"` or `r#"…"#` without a suffix.
pub(crate) fn text_of(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('r') {
        let hashes = &raw[..raw.len() - raw.trim_start_matches('#').len()];
        let inside = raw[hashes.len()..].strip_prefix('"')?;
        return Some(inside.strip_suffix(hashes)?.strip_suffix('"')?.to_owned());
    }
    let mut rest = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    while let Some((before, escaped)) = rest.split_once('\\') {
        text.push_str(before);
        rest = unescape(escaped, &mut text)?;
    }
    text.push_str(rest);
    Some(text)
}

/// Reads what stands behind a backslash, and gives what stands behind that.
fn unescape<'t>(escaped: &'t str, text: &mut String) -> Option<&'t str> {
    let kind = escaped.chars().next()?;
    let rest = &escaped[kind.len_utf8()..];
    match kind {
        'n' => text.push('\n'),
        'r' => text.push('\r'),
        't' => text.push('\t'),
        '0' => text.push('\0'),
        '\\' | '\'' | '"' => text.push(kind),
        'x' => {
            let code = u8::from_str_radix(rest.get(..2)?, 16).ok()?;
            text.push(char::from(code));
            return rest.get(2..);
        }
        'u' => {
            let (digits, rest) = rest.strip_prefix('{')?.split_once('}')?;
            let code = u32::from_str_radix(&digits.replace('_', ""), 16).ok()?;
            text.push(char::from_u32(code)?);
            return Some(rest);
        }
        // A line that goes on in the next.
        '\n' | '\r' => return Some(rest.trim_start_matches([' ', '\t', '\n', '\r'])),
        _ => return None,
    }
    Some(rest)
}

/// The digits of a decimal integer literal without a suffix, as in `86_400`.
pub(crate) fn digits_of(literal: &str) -> Option<String> {
    let digits = literal.replace('_', "");
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn literals_mean_what_the_compiler_means_by_them() {
        for literal in [
            r#""""#,
            r#""https://app.example.com""#,
            r#""a\n\r\t\0\\\'\"\x41\u{1F600}\u{0_0e9}z""#,
            "\"a\\\n   \t b\"",
            r#"r"a\n""#,
            r##"r#"a "quoted" b"#"##,
            r#"r"""#,
        ] {
            let expected = syn::parse_str::<syn::LitStr>(literal).expect(literal);
            assert_eq!(text_of(literal), Some(expected.value()), "{literal}");
        }
        for other in [
            "b\"a\"",
            "c\"a\"",
            "\"a\"suffix",
            "7",
            "1.5",
            "'a'",
            "r#name",
            "",
        ] {
            assert_eq!(text_of(other), None, "{other}");
        }
        assert_eq!(digits_of("86_400").as_deref(), Some("86400"));
        for other in ["1.5", "7u32", "0x10", "1e3", "_", "\"7\""] {
            assert_eq!(digits_of(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_written(text in any::<String>()) {
            prop_assert_eq!(text_of(&format!("{text:?}")), Some(text));
        }

        #[test]
        fn no_literal_makes_it_panic(literal in "[r\"#\\\\xu{}0-9a-f\n é'_]{0,12}") {
            let _ = text_of(&literal);
            let _ = digits_of(&literal);
        }
    }
}
