//! The arguments of `#[cors(…)]` and of `policy!`.
//!
//! Nothing is rejected here: an argument that cannot be parsed becomes an entry that validation
//! reports, so that one mistake does not hide another.

use cors_policy::{Key, NotationMistake};
use proc_macro2::TokenStream;
use syn::Path;

use super::SpanRange;
use super::arg::Arg;
use super::notation::{Mistake, split_entries};
use super::ungroup::ungroup;

/// The parsed arguments, in source order.
pub(crate) struct CorsArgs {
    pub(crate) args: Vec<Arg>,
    /// The mistakes in the notation that were read past, each with its source range.
    pub(crate) notation: Vec<(NotationMistake, SpanRange)>,
}

impl CorsArgs {
    pub(crate) fn parse(tokens: TokenStream) -> Self {
        let mut args: Vec<Arg> = Vec::new();
        let mut notation = Vec::new();
        for piece in split_entries(&ungroup(tokens)) {
            let mut arg = Arg::parse(piece.tokens);
            let entry = args.len();
            let mut record = |mistake: Mistake, repaired: String| {
                let range = mistake.range;
                let mistake = NotationMistake {
                    expected: mistake.expected,
                    found: mistake.found,
                    entry,
                    repaired,
                };
                notation.push((mistake, range));
            };
            if let Some(mistake) = piece.mistake {
                let repaired = match args.last() {
                    Some(before) => format!("{}, {}", before.repaired(), arg.repaired()),
                    None => arg.repaired(),
                };
                record(mistake, repaired);
            }
            for mistake in std::mem::take(&mut arg.mistakes) {
                record(mistake, arg.repaired());
            }
            args.push(arg);
        }
        Self { args, notation }
    }

    /// Returns the value of the first argument `key` if it is a path. A value that is not a path is
    /// reported, and must not become part of an expansion.
    pub(crate) fn path(&self, key: Key) -> Option<&Path> {
        let mut args = self.args.iter();
        let arg = args.find(|arg| arg.entry.key == key.as_str())?;
        arg.path.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use cors_policy::Value;
    use proptest::prelude::*;
    use quote::quote;

    use super::super::test_util::{compact, fragment, tokens};
    use super::*;

    fn parse(tokens: TokenStream) -> Vec<(String, Value)> {
        let args = CorsArgs::parse(tokens).args.into_iter();
        args.map(|arg| (arg.entry.key, arg.entry.value)).collect()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn other(text: &str) -> Value {
        Value::Tokens(text.to_owned())
    }

    #[test]
    fn arguments_are_parsed_whatever_they_are() {
        for (source, entries) in [
            ("", &[][..]),
            ("a", &[("a", Value::Flag)]),
            ("a, b,", &[("a", Value::Flag), ("b", Value::Flag)]),
            ("r#type", &[("type", Value::Flag)]),
            (
                ",, a",
                &[(",", Value::Flag), (",", Value::Flag), ("a", Value::Flag)],
            ),
            ("a =", &[("a", Value::Flag)]),
            ("a = \"b\"", &[("a", text("b"))]),
            ("a = 86_400", &[("a", Value::Number("86400".to_owned()))]),
            ("a = 007", &[("a", Value::Number("007".to_owned()))]),
            ("a = 7u32", &[("a", other("7u32"))]),
            ("a = 0x10", &[("a", other("0x10"))]),
            ("a = 1.5", &[("a", other("1.5"))]),
            ("a = b\"c\"", &[("a", other("b\"c\""))]),
            ("a = -600", &[("a", other("-600"))]),
            ("a = b::C", &[("a", other("b::C"))]),
            ("a = = 7", &[("a", other("= 7"))]),
            ("r#type = r#match", &[("type", other("match"))]),
            ("a = []", &[("a", Value::List(vec![]))]),
            (
                "a = [\"b\", C, [\"d\"],]",
                &[(
                    "a",
                    Value::List(vec![text("b"), other("C"), other("[\"d\"]")]),
                )],
            ),
            ("a = (\"b\")", &[("a", other("(\"b\")"))]),
            // The notation of other attributes: the key is known, and its value is not a list.
            ("a(\"b\")", &[("a", other("(\"b\")"))]),
            // Malformed arguments are quoted as a whole.
            ("a(\"b\") c", &[("a(\"b\") c", Value::Flag)]),
            ("a[\"b\"]", &[("a[\"b\"]", Value::Flag)]),
            ("a -> 7", &[("a -> 7", Value::Flag)]),
            ("a b", &[("a b", Value::Flag)]),
            ("\"a\"", &[("\"a\"", Value::Flag)]),
            // Texts that are read as keys.
            ("a-b = 7", &[("a-b", Value::Number("7".to_owned()))]),
            ("\"a\" = 7", &[("\"a\"", Value::Number("7".to_owned()))]),
        ] {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect();
            let compacted = |entries: Vec<(String, Value)>| {
                let entries = entries.into_iter();
                let entries = entries.map(|(key, value)| (key.replace(' ', ""), value));
                entries.collect::<Vec<_>>()
            };
            assert_eq!(
                compacted(parse(tokens(source))),
                compacted(entries),
                "{source}"
            );
        }
    }

    #[test]
    fn mistakes_in_the_notation_are_read_past() {
        let app = "origins = [\"a\"]";
        for (source, count, mistakes) in [
            ("origins = [\"a\"], credentials", 2, &[][..]),
            (
                "origins = [\"a\"] credentials",
                2,
                &[("credentials", "origins = [\"a\"], credentials")],
            ),
            (
                "credentials origins = [\"a\"], enforce",
                3,
                &[("origins", "credentials, origins = [\"a\"]")],
            ),
            (
                "origins = [\"a\"]; credentials",
                2,
                &[(";", "origins = [\"a\"], credentials")],
            ),
            ("origins = [\"a\"];", 1, &[(";", app)]),
            (
                "origins = [\"a\" \"b\"], credentials",
                2,
                &[("\"b\"", "origins = [\"a\", \"b\"]")],
            ),
            (
                "origins = [\"a\"; \"b\"]",
                1,
                &[(";", "origins = [\"a\", \"b\"]")],
            ),
            ("origins: [\"a\"]", 1, &[(":", app)]),
            ("origins => [\"a\"]", 1, &[("=>", app)]),
            ("origins == [\"a\"]", 1, &[("==", app)]),
            ("origins := [\"a\"]", 1, &[(":=", app)]),
            ("origins [\"a\"]", 1, &[("[", app)]),
            ("max_age 600", 1, &[("600", "max_age = 600")]),
            (
                "policy: api::API; max_age: 600",
                2,
                &[
                    (":", "policy = api::API"),
                    (";", "policy = api::API, max_age = 600"),
                    (":", "max_age = 600"),
                ],
            ),
        ] {
            let args = CorsArgs::parse(tokens(source));
            let found = args.notation.iter();
            let found: Vec<_> = found
                .map(|(mistake, _)| (mistake.found.as_str(), mistake.repaired.as_str()))
                .collect();
            assert_eq!(found, mistakes, "{source}");
            assert_eq!(args.args.len(), count, "{source}");
            // Suggestions that can be pasted have no mistake.
            for (_, repaired) in found {
                let args = CorsArgs::parse(tokens(repaired));
                assert!(args.notation.is_empty(), "{repaired}");
            }
        }
    }

    /// A flag that is about to get a value is not the flag alone.
    #[test]
    fn flags_with_an_equals_sign_are_malformed() {
        for (source, keys) in [
            ("credentials =", &["credentials ="][..]),
            ("enforce =", &["enforce ="]),
            (
                "credentials =, origins =, enforce =,",
                &["credentials =", "origins", "enforce ="],
            ),
            ("credentials", &["credentials"]),
        ] {
            let found = parse(tokens(source)).into_iter().map(|(key, _)| key);
            assert_eq!(found.collect::<Vec<_>>(), keys, "{source}");
        }
        // A flag with a value is reported by validation.
        let value = other("true");
        assert_eq!(
            parse(quote!(credentials = true)),
            [("credentials".to_owned(), value)]
        );
    }

    #[test]
    fn macro_rules_fragments_are_parsed_like_their_content() {
        let (literal, list) = (fragment(quote!("b")), fragment(quote!(["b"])));
        let whole = fragment(quote!(a = "b"));
        let nested = fragment(fragment(quote!(a = [#literal])));
        let number = fragment(quote!(-1));
        for (source, value) in [
            (quote!(a = #literal), text("b")),
            (quote!(a = #list), Value::List(vec![text("b")])),
            (quote!(a = [#literal]), Value::List(vec![text("b")])),
            (quote!(#whole), text("b")),
            (quote!(#nested), Value::List(vec![text("b")])),
            (quote!(a = #number), other("-1")),
        ] {
            let found = parse(source.clone());
            assert_eq!(found, [("a".to_owned(), value)], "{source}");
        }
        let path = fragment(quote!(b::C));
        let args = CorsArgs::parse(quote!(policy = #path));
        assert_eq!(args.path(Key::Policy).map(compact).as_deref(), Some("b::C"));
    }

    #[test]
    fn paths_are_module_style_paths() {
        for path in [
            "API",
            "::api",
            "self::API",
            "super::super::API",
            "crate::a::API",
            "a::r#match",
            "union",
            "größe::API",
        ] {
            let args = CorsArgs::parse(tokens(&format!("policy = {path}")));
            assert_eq!(
                args.path(Key::Policy).map(compact).as_deref(),
                Some(path),
                "{path}"
            );
            assert!(matches!(args.args[0].entry.value, Value::Path(_)), "{path}");
        }
        for other in [
            "\"f\"",
            "h i",
            "7",
            "fn",
            "a::struct",
            "a + b",
            "[a]",
            "a::B<C>",
            "a::",
            "::",
            "_",
            "true",
            "a!()",
            "",
        ] {
            let args = CorsArgs::parse(tokens(&format!("policy = {other}")));
            assert!(args.path(Key::Policy).is_none(), "{other}");
            assert!(
                !matches!(args.args[0].entry.value, Value::Path(_)),
                "{other}"
            );
        }
    }

    #[test]
    fn the_first_argument_of_a_key_is_its_path() {
        let args = CorsArgs::parse(tokens(
            "policy = b::C, policy = d, crate = \"e\", crate = f",
        ));
        assert_eq!(args.path(Key::Policy).map(compact).as_deref(), Some("b::C"));
        assert!(args.path(Key::Crate).is_none());
        assert!(args.path(Key::OriginsFrom).is_none());
    }

    #[test]
    fn elements_of_a_list_have_ranges() {
        let arg = CorsArgs::parse(tokens("a = [b, c]")).args.remove(0);
        assert_eq!(arg.elements.len(), 2);
    }

    proptest! {
        #[test]
        fn string_literals_keep_their_text(value in any::<String>()) {
            let source = format!("a = {value:?}");
            prop_assert_eq!(parse(tokens(&source)), [("a".to_owned(), text(&value))]);
        }

        #[test]
        fn no_literal_panics(source in "[r\"#\\\\xu{}0-9a-f\n é'_]{0,12}") {
            if let Ok(tokens) = format!("a = {source}").parse() {
                let _ = CorsArgs::parse(tokens);
            }
        }
    }
}
