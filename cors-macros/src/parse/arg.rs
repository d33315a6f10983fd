//! One argument of `#[cors(…)]`: a key, and a value.

use cors_policy::{Entry, Key, Separator, Value};
use proc_macro2::{Delimiter, TokenTree};
use syn::parse::Parser;
use syn::{Lit, Path, ext::IdentExt};

use super::SpanRange;
use super::notation::{Mistake, assignment, not_equals, split_elements};
use super::source::to_source;
use super::ungroup::ungroup;

/// One argument, with the source ranges of its parts.
pub(crate) struct Arg {
    pub(crate) entry: Entry,
    pub(crate) key: SpanRange,
    pub(crate) value: SpanRange,
    /// The elements of the value if it is a list.
    pub(crate) elements: Vec<SpanRange>,
    /// The value of a key that takes a path, if it is one.
    pub(super) path: Option<Path>,
    /// The mistakes in it.
    pub(super) mistakes: Vec<Mistake>,
}

/// The keys without a value.
const FLAGS: [Key; 2] = [Key::Credentials, Key::Enforce];
/// The keys whose value is a path.
const PATHS: [Key; 3] = [Key::OriginsFrom, Key::Policy, Key::Crate];

impl Arg {
    pub(super) fn parse(tokens: &[TokenTree]) -> Self {
        let tokens = ungroup(tokens.iter().cloned());
        let Some((key, key_length)) = key(&tokens) else {
            return Self::malformed(&tokens);
        };
        let rest = &tokens[key_length..];
        let range = SpanRange::of_tokens(&tokens[..key_length]);
        let range = range.unwrap_or_else(SpanRange::call_site);
        let known = key.parse::<Key>().ok();
        let (equals, value) = match rest {
            [] => return Self::new(&key, range, Value::Flag),
            // The notation of other attributes: the parentheses belong to the value.
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                (&rest[..0], rest)
            }
            // The `=` is missing.
            [TokenTree::Group(_) | TokenTree::Literal(_)] if known.is_some() => {
                let found = match &rest[0] {
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => "[",
                    TokenTree::Group(_) => "{",
                    _ => &to_source(rest.iter().cloned()),
                };
                let mut arg = Self::with_value(&key, range, rest);
                arg.mistakes.push(Mistake {
                    expected: Separator::Equals,
                    found: found.to_owned(),
                    range: rest[0].span().into(),
                });
                return arg;
            }
            _ => match assignment(rest) {
                Some(length) => rest.split_at(length),
                None => return Self::malformed(&tokens),
            },
        };
        // After a flag, the `=` itself is the mistake.
        if value.is_empty() && known.is_some_and(|key| FLAGS.contains(&key)) {
            return Self::malformed(&tokens);
        }
        let mut arg = Self::with_value(&key, range, value);
        arg.mistakes.extend(not_equals(equals));
        arg
    }

    fn new(key: &str, range: SpanRange, value: Value) -> Self {
        Self {
            entry: Entry {
                key: key.to_owned(),
                value,
            },
            key: range,
            value: range,
            elements: Vec::new(),
            path: None,
            mistakes: Vec::new(),
        }
    }

    /// An argument with a value, which may still be missing.
    fn with_value(name: &str, key: SpanRange, value: &[TokenTree]) -> Self {
        let mut arg = Self::new(name, key, Value::Flag);
        if value.is_empty() {
            return arg;
        }
        arg.value = SpanRange::of_tokens(value).unwrap_or(key);
        let known = name.parse::<Key>().ok();
        if known.is_some_and(|key| PATHS.contains(&key)) {
            let tokens = value.iter().cloned().collect();
            arg.path = Path::parse_mod_style.parse2(tokens).ok();
        }
        if arg.path.is_some() {
            arg.entry.value = Value::Path(to_source(value.iter().cloned()));
        } else {
            arg.parse_value(value);
        }
        arg
    }

    /// The argument as it was meant.
    pub(super) fn repaired(&self) -> String {
        let Entry { key, value } = &self.entry;
        match value {
            Value::Flag => key.clone(),
            value => format!("{key} = {}", value.to_source()),
        }
    }

    /// Parses a value. The elements of a list have source ranges of their own.
    fn parse_value(&mut self, tokens: &[TokenTree]) {
        match &ungroup(tokens.iter().cloned())[..] {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                let mut values = Vec::new();
                for element in split_elements(&tokens) {
                    self.elements.extend(SpanRange::of_tokens(element.tokens));
                    self.mistakes.extend(element.mistake);
                    values.push(parse_element(element.tokens));
                }
                self.entry.value = Value::List(values);
            }
            value => self.entry.value = parse_element(value),
        }
    }

    /// An argument that is not `key`, `key = value` or `key(…)`.
    fn malformed(tokens: &[TokenTree]) -> Self {
        let range = SpanRange::of_tokens(tokens).unwrap_or_else(SpanRange::call_site);
        Self::new(&to_source(tokens.iter().cloned()), range, Value::Flag)
    }
}

/// Reads the key at the start of an argument, and how many tokens it has. `max-age` and `"origins"` are
/// read as keys too.
fn key(tokens: &[TokenTree]) -> Option<(String, usize)> {
    match tokens {
        [TokenTree::Ident(first), rest @ ..] => {
            let mut key = first.unraw().to_string();
            let mut length = 1;
            let mut rest = rest;
            while let [TokenTree::Punct(dash), TokenTree::Ident(word), more @ ..] = rest {
                if dash.as_char() != '-' {
                    break;
                }
                key = format!("{key}-{word}");
                length += 2;
                rest = more;
            }
            Some((key, length))
        }
        [TokenTree::Literal(literal), rest @ ..] if assignment(rest).is_some() => {
            Some((literal.to_string(), 1))
        }
        _ => None,
    }
}

/// Parses a value that is not a list. Lists do not nest.
fn parse_element(tokens: &[TokenTree]) -> Value {
    let tokens = ungroup(tokens.iter().cloned());
    if let [TokenTree::Literal(literal)] = &tokens[..] {
        if let Some(text) = unescaped(&literal.to_string()) {
            return Value::Text(text.to_owned());
        }
        match Lit::new(literal.clone()) {
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
    Value::Tokens(to_source(tokens))
}

/// Returns the text of a string literal without a suffix in which nothing is escaped, as in nearly all of
/// them. `syn` would read it twice, character by character.
fn unescaped(literal: &str) -> Option<&str> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('\\') && !text.contains('\r')).then_some(text)
}
