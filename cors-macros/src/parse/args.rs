//! The arguments of `#[cors(…)]` and of `policy!`.
//!
//! Nothing is rejected here: an argument that cannot be parsed becomes an entry that validation
//! reports, so that one mistake does not hide another.

use cors_policy::{Entry, Key, Value};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, Lit, Path, Token, token};

use super::SpanRange;
use super::comma_separated::comma_separated;
use super::ungroup::ungroup;

/// The parsed arguments, in source order.
pub(crate) struct CorsArgs {
    pub(crate) args: Vec<Arg>,
}

/// One argument, with the source ranges of its parts.
pub(crate) struct Arg {
    pub(crate) entry: Entry,
    pub(crate) key: SpanRange,
    pub(crate) value: SpanRange,
    /// The elements of the value if it is a list.
    pub(crate) elements: Vec<SpanRange>,
    /// The value of a key that takes a path, if it is one.
    path: Option<Path>,
}

/// The keys without a value.
const FLAGS: [Key; 2] = [Key::Credentials, Key::Enforce];
/// The keys whose value is a path.
const PATHS: [Key; 3] = [Key::OriginsFrom, Key::Policy, Key::Crate];

impl CorsArgs {
    pub(crate) fn parse(tokens: TokenStream) -> Self {
        let args = comma_separated(tokens);
        Self {
            args: args.iter().map(Arg::parse).collect(),
        }
    }

    /// Returns the value of the first argument `key` if it is a path. A value that is not a path is
    /// reported, and must not become part of an expansion.
    pub(crate) fn path(&self, key: Key) -> Option<&Path> {
        let mut args = self.args.iter();
        let arg = args.find(|arg| arg.entry.key == key.as_str())?;
        arg.path.as_ref()
    }
}

impl Arg {
    fn parse(tokens: &TokenStream) -> Self {
        match split_key.parse2(tokens.clone()) {
            Ok((key, value)) => Self::with_value(&key, value, tokens),
            Err(_) => Self::malformed(tokens),
        }
    }

    /// `tokens` are the whole argument.
    fn with_value(name: &Ident, value: Option<TokenStream>, tokens: &TokenStream) -> Self {
        let key = SpanRange::from(name.span());
        let whole = || SpanRange::of(tokens).unwrap_or(key);
        let mut arg = Self {
            entry: Entry {
                key: name.unraw().to_string(),
                value: Value::Flag,
            },
            key,
            value: whole(),
            elements: Vec::new(),
            path: None,
        };
        let known = arg.entry.key.parse::<Key>().ok();
        let Some(value) = value else {
            return arg;
        };
        if value.is_empty() {
            // The value is still missing; after a flag, the `=` itself is the mistake.
            if known.is_some_and(|key| FLAGS.contains(&key)) {
                return Self::malformed(tokens);
            }
            arg.value = key;
            return arg;
        }
        arg.value = SpanRange::of(&value).unwrap_or(key);
        if known.is_some_and(|key| PATHS.contains(&key)) {
            arg.path = Path::parse_mod_style.parse2(value.clone()).ok();
        }
        (arg.entry.value, arg.elements) = match arg.path {
            Some(_) => (Value::Path(to_source(&value)), Vec::new()),
            None => parse_value(value),
        };
        arg
    }

    /// An argument that is not `key`, `key = value` or `key(…)`.
    fn malformed(tokens: &TokenStream) -> Self {
        let whole = SpanRange::of(tokens).unwrap_or_else(SpanRange::call_site);
        Self {
            entry: Entry {
                key: to_source(tokens),
                value: Value::Flag,
            },
            key: whole,
            value: whole,
            elements: Vec::new(),
            path: None,
        }
    }
}

/// Splits `key`, `key = value` and `key(…)`. In the last form, which other attributes have, the
/// parentheses belong to the value.
fn split_key(input: ParseStream) -> syn::Result<(Ident, Option<TokenStream>)> {
    let key = input.call(Ident::parse_any)?;
    if input.is_empty() {
        return Ok((key, None));
    }
    let is_assignment = input.peek(Token![=]) && !input.peek(Token![==]) && !input.peek(Token![=>]);
    if is_assignment {
        input.parse::<Token![=]>()?;
    } else if !input.peek(token::Paren) {
        return Err(input.error("expected `=`"));
    }
    let value: TokenStream = input.parse()?;
    if !is_assignment && value.clone().into_iter().count() > 1 {
        return Err(input.error("expected a comma"));
    }
    Ok((key, Some(value)))
}

/// Parses a value, and returns the ranges of its elements if it is a list.
fn parse_value(tokens: TokenStream) -> (Value, Vec<SpanRange>) {
    let tokens = ungroup(tokens);
    match single_token(&tokens) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
            let elements = comma_separated(group.stream());
            let ranges = elements.iter().filter_map(SpanRange::of).collect();
            let values = elements.into_iter().map(parse_element).collect();
            (Value::List(values), ranges)
        }
        _ => (parse_element(tokens), Vec::new()),
    }
}

/// Parses a value that is not a list. Lists do not nest.
fn parse_element(tokens: TokenStream) -> Value {
    let tokens = ungroup(tokens);
    if let Some(TokenTree::Literal(literal)) = single_token(&tokens) {
        match Lit::new(literal) {
            Lit::Str(text) if text.suffix().is_empty() => return Value::Text(text.value()),
            Lit::Int(number) => {
                let digits = number.to_string().replace('_', "");
                // Neither a suffix nor another base than ten.
                if digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Value::Number(digits);
                }
            }
            _ => {}
        }
    }
    Value::Tokens(to_source(&tokens))
}

fn single_token(tokens: &TokenStream) -> Option<TokenTree> {
    let mut iter = tokens.clone().into_iter();
    iter.next().filter(|_| iter.next().is_none())
}

/// Prints tokens the way people type them. The compiler's printer puts spaces around some of them.
fn to_source(tokens: &TokenStream) -> String {
    let printed = tokens.to_string();
    let source = [(" :: ", "::"), (" : ", ": "), ("! (", "!("), ("- ", "-")]
        .iter()
        .fold(printed, |text, (printed, typed)| {
            text.replace(printed, typed)
        });
    source.strip_prefix("r#").unwrap_or(&source).to_owned()
}

#[cfg(test)]
mod tests {
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
            ("a[\"b\"]", &[("a [\"b\"]", Value::Flag)]),
            ("a => 7", &[("a => 7", Value::Flag)]),
            ("a == 7", &[("a == 7", Value::Flag)]),
            ("a: 7", &[("a: 7", Value::Flag)]),
            ("\"a\"", &[("\"a\"", Value::Flag)]),
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
