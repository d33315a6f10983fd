//! The attribute's tokens → entries for the judge, each with its place in the source.
//!
//! Nothing is refused here: what is not understood becomes an entry too, and the judge says what is
//! wrong with it. So one bad entry hides no other.

use cors_runtime::policy::{Entry, Value, is_path};
use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};

use crate::literal::{digits_of, text_of as text_of_literal};

/// A stretch of source, from the first token to the last. Stable has no way to join the two.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl Place {
    pub(crate) fn at(span: Span) -> Self {
        Self {
            start: span,
            end: span,
        }
    }

    pub(crate) fn of(tokens: &[TokenTree]) -> Option<Self> {
        Some(Self {
            start: tokens.first()?.span(),
            end: tokens.last()?.span(),
        })
    }
}

/// What stands in the parentheses of the attribute.
pub(crate) struct Attribute {
    pub(crate) entries: Vec<PlacedEntry>,
}

/// An entry for the judge, and where its parts stand.
pub(crate) struct PlacedEntry {
    pub(crate) entry: Entry,
    pub(crate) key: Place,
    pub(crate) value: Place,
    pub(crate) elements: Vec<Place>,
    /// The value's tokens, for the two keys whose value is a path.
    pub(crate) tokens: TokenStream,
}

impl Attribute {
    pub(crate) fn read(tokens: TokenStream) -> Self {
        let entries = split_at_commas(tokens)
            .iter()
            .map(|entry| read_entry(entry))
            .collect();
        Self { entries }
    }

    /// The path behind the first `key`, if there is one. What is none is refused, and must not get
    /// into an expansion.
    pub(crate) fn path(&self, key: &str) -> Option<&TokenStream> {
        let mut entries = self.entries.iter();
        let found = entries.find(|placed| placed.entry.key == key)?;
        match &found.entry.value {
            Value::Other(text) if is_path(text) => Some(&found.tokens),
            _ => None,
        }
    }
}

/// The stretches between commas. A comma too many is a stretch of its own; one at the end is not.
fn split_at_commas(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut stretches = Vec::new();
    let mut stretch = Vec::new();
    for token in tokens {
        if !is_punct(&token, ',') {
            stretch.push(token);
        } else if stretch.is_empty() {
            stretches.push(vec![token]);
        } else {
            stretches.push(std::mem::take(&mut stretch));
        }
    }
    if !stretch.is_empty() {
        stretches.push(stretch);
    }
    stretches
}

fn read_entry(tokens: &[TokenTree]) -> PlacedEntry {
    let whole = Place::of(tokens).unwrap_or(Place::at(Span::call_site()));
    let [TokenTree::Ident(key), rest @ ..] = tokens else {
        return not_understood(tokens, whole);
    };
    let key_place = Place::at(key.span());
    let (value, value_tokens) = match rest {
        [] => (&[][..], whole),
        [equals, value @ ..] if is_punct(equals, '=') && !is_arrow(rest) => {
            (value, Place::of(value).unwrap_or(key_place))
        }
        // `origins("https://a")`, as other attributes have it: the list is there, in other brackets.
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            (rest, Place::at(group.span()))
        }
        _ => return not_understood(tokens, whole),
    };
    let (value_read, elements) = read_value(value);
    PlacedEntry {
        entry: Entry {
            key: without_raw(&key.to_string()),
            value: value_read,
        },
        key: key_place,
        value: value_tokens,
        elements,
        tokens: value.iter().cloned().collect(),
    }
}

/// `=>` and `==` begin like `=`.
fn is_arrow(rest: &[TokenTree]) -> bool {
    matches!(&rest[0], TokenTree::Punct(first) if first.spacing() == Spacing::Joint)
        && matches!(rest.get(1), Some(TokenTree::Punct(second)) if matches!(second.as_char(), '>' | '='))
}

fn not_understood(tokens: &[TokenTree], whole: Place) -> PlacedEntry {
    PlacedEntry {
        entry: Entry {
            key: text_of(tokens),
            value: Value::Flag,
        },
        key: whole,
        value: whole,
        elements: Vec::new(),
        tokens: TokenStream::new(),
    }
}

/// A value, and the places of its elements if it is a list.
fn read_value(tokens: &[TokenTree]) -> (Value, Vec<Place>) {
    match tokens {
        [] => (Value::Flag, Vec::new()),
        [TokenTree::Group(group)] => match group.delimiter() {
            // What a `macro_rules!` fragment such as `$origin:literal` arrives in.
            Delimiter::None => read_value(&group.stream().into_iter().collect::<Vec<_>>()),
            Delimiter::Bracket => {
                let elements = split_at_commas(group.stream());
                let places = elements.iter().filter_map(|element| Place::of(element));
                let places = places.collect();
                let values = elements.iter().map(|element| read_element(element));
                (Value::List(values.collect()), places)
            }
            _ => (Value::Other(text_of(tokens)), Vec::new()),
        },
        _ => (read_element(tokens), Vec::new()),
    }
}

/// A value that is not a list, or does not count as one: there are no lists in lists.
fn read_element(tokens: &[TokenTree]) -> Value {
    match tokens {
        [TokenTree::Literal(literal)] => {
            let written = literal.to_string();
            match (text_of_literal(&written), digits_of(&written)) {
                (Some(text), _) => Value::Text(text),
                (None, Some(digits)) => Value::Number(digits),
                (None, None) => Value::Other(written),
            }
        }
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            read_element(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => Value::Other(without_raw(&text_of(tokens))),
    }
}

/// The tokens as a person would type them: the compiler's own printing has spaces between them.
fn text_of(tokens: &[TokenTree]) -> String {
    let printed = tokens.iter().cloned().collect::<TokenStream>().to_string();
    [(" :: ", "::"), (" : ", ": "), ("! (", "!("), ("- ", "-")]
        .iter()
        .fold(printed, |text, (printed, typed)| {
            text.replace(printed, typed)
        })
}

fn without_raw(text: &str) -> String {
    text.strip_prefix("r#").unwrap_or(text).to_owned()
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

#[cfg(test)]
mod tests {
    use proc_macro2::Group;
    use quote::quote;

    use super::*;

    fn tokens(text: &str) -> TokenStream {
        text.parse().expect(text)
    }

    /// What `$fragment:expr` and the like arrive in.
    fn unseen(inside: TokenStream) -> TokenStream {
        TokenTree::Group(Group::new(Delimiter::None, inside)).into()
    }

    fn read(tokens: TokenStream) -> Vec<(String, Value)> {
        let entries = Attribute::read(tokens).entries.into_iter();
        entries
            .map(|placed| (placed.entry.key, placed.entry.value))
            .collect()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn other(text: &str) -> Value {
        Value::Other(text.to_owned())
    }

    #[test]
    fn entries_are_read_whatever_stands_there() {
        for (written, entries) in [
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
            ("a = 7u32", &[("a", other("7u32"))]),
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
            // The notation of other attributes: the key is known, what it is given is not a list.
            ("a(\"b\")", &[("a", other("(\"b\")"))]),
            // Not understood, and said back.
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
            assert_eq!(read(tokens(written)), entries, "{written}");
        }
    }

    #[test]
    fn what_a_macro_passes_on_is_read_as_if_it_were_written() {
        let (literal, list) = (unseen(quote!("b")), unseen(quote!(["b"])));
        for (written, value) in [
            (quote!(a = #literal), text("b")),
            (quote!(a = #list), Value::List(vec![text("b")])),
            (quote!(a = [#literal]), Value::List(vec![text("b")])),
        ] {
            assert_eq!(read(written), [("a".to_owned(), value)]);
        }
    }

    #[test]
    fn a_path_is_passed_on_only_if_it_is_one() {
        let attribute = Attribute::read(tokens("a = b::C, a = d, e = \"f\", g = h i, j"));
        let found = |key| {
            attribute
                .path(key)
                .map(|path| path.to_string().replace(' ', ""))
        };
        assert_eq!(found("a").as_deref(), Some("b::C"));
        for none in ["e", "g", "j", "k"] {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn a_place_is_of_tokens_if_there_are_some() {
        let some: Vec<TokenTree> = tokens("a b").into_iter().collect();
        assert!(Place::of(&some).is_some() && Place::of(&[]).is_none());
        // A list has a place for each of its elements.
        let entry = Attribute::read(tokens("a = [b, c]")).entries.remove(0);
        assert_eq!(entry.elements.len(), 2);
    }
}
