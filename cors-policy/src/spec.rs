//! A policy as it was written, before validation. Any key and any value can occur in it.

use crate::handler_info::AnnotatedItem;

/// The input of validation: the entries of a policy in source order, and the place where the policy
/// is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicySpec {
    /// The kind of place the policy is written in; `methods` depends on it.
    pub context: Context,
    /// The item that the attribute annotates; `None` for `policy!` and the builder.
    pub item: Option<AnnotatedItem>,
    /// The entries, in source order.
    pub entries: Vec<Entry>,
    /// The mistakes in the notation of the attribute that the front end has read past.
    pub notation: Vec<NotationMistake>,
}

impl PolicySpec {
    /// Creates a specification without entries.
    #[must_use]
    pub const fn new(context: Context) -> Self {
        Self {
            context,
            item: None,
            entries: Vec::new(),
            notation: Vec::new(),
        }
    }

    /// Creates a specification in [`Context::Policy`] from keys whose values are lists of strings.
    ///
    /// ```
    /// use cors_policy::{PolicySpec, validate};
    /// let spec = PolicySpec::from_lists([
    ///     ("origins", &["https://app.example.com"][..]),
    ///     ("headers", &["content-type", "x-csrf-token"]),
    /// ]);
    /// assert_eq!(validate(&spec).policy.unwrap().headers, "content-type,x-csrf-token");
    /// ```
    #[must_use]
    pub fn from_lists<'a, L>(lists: impl IntoIterator<Item = (&'a str, L)>) -> Self
    where
        L: AsRef<[&'a str]>,
    {
        lists
            .into_iter()
            .fold(Self::new(Context::Policy), |spec, (key, list)| {
                let texts = list.as_ref().iter();
                let texts = texts.map(|text| Value::Text((*text).to_owned()));
                spec.with(key, Value::List(texts.collect()))
            })
    }

    /// Appends an entry.
    #[must_use]
    pub fn with(mut self, key: &str, value: Value) -> Self {
        self.entries.push(Entry {
            key: key.to_owned(),
            value,
        });
        self
    }
}

/// The kind of place a policy is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Context {
    /// `cors::cors`, on a function from a request to a response.
    Function,
    /// `cors::axum::cors`, on a handler that axum's router mounts for a method.
    Axum,
    /// `cors::actix::cors`, above the `#[get("/…")]` of an actix-web handler.
    Actix,
    /// `cors::rocket::cors`, above the `#[get("/…")]` of a Rocket handler.
    Rocket,
    /// `cors::poem::cors`, above the `#[handler]` of a poem handler.
    Poem,
    /// `policy!` or the builder.
    Policy,
    /// A configuration file or the environment, which has neither flags nor paths.
    Configuration,
    /// A set of origins for a policy that is written elsewhere and may allow credentials.
    OriginSet,
}

impl Context {
    /// Returns whether a route determines the methods of the handler.
    pub(crate) const fn is_routed(self) -> bool {
        matches!(
            self,
            Context::Axum | Context::Actix | Context::Rocket | Context::Poem
        )
    }
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key as written.
    pub key: String,
    /// The value as written.
    pub value: Value,
}

/// A mistake in the notation of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotationMistake {
    /// The separator that is missing.
    pub expected: Separator,
    /// The text in its place.
    pub found: String,
    /// The position of the entry.
    pub entry: usize,
    /// The entry as it was meant, and the one before it where a comma between the two is missing.
    pub repaired: String,
}

/// A separator of entries, of the elements of a list, or of a key and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `=`
    Equals,
}

/// The value of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// No value: `credentials`.
    Flag,
    /// A string literal.
    Text(String),
    /// The digits of a number without sign or suffix.
    Number(String),
    /// A path: names separated by `::`.
    Path(String),
    /// A list in brackets.
    List(Vec<Value>),
    /// Any other tokens, as written.
    Tokens(String),
}

impl Value {
    /// Returns the value in source form, for messages that quote it.
    #[doc(hidden)]
    #[must_use]
    pub fn to_source(&self) -> String {
        match self {
            Value::Flag => String::new(),
            Value::Text(text) => format!("{text:?}"),
            Value::Number(text) | Value::Path(text) | Value::Tokens(text) => text.clone(),
            Value::List(values) => {
                let values: Vec<String> = values.iter().map(Value::to_source).collect();
                format!("[{}]", values.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn values_are_quoted_in_source_form() {
        let text = || Value::Text("a \"b\"".to_owned());
        let number = || Value::Number("600".to_owned());
        let path = || Value::Path("a::B".to_owned());
        let tokens = || Value::Tokens("1 + 1".to_owned());
        for (value, source) in [
            (Value::Flag, ""),
            (text(), r#""a \"b\"""#),
            (number(), "600"),
            (path(), "a::B"),
            (tokens(), "1 + 1"),
            (Value::List(vec![]), "[]"),
            (Value::List(vec![number()]), "[600]"),
            (
                Value::List(vec![text(), Value::List(vec![number(), path()]), tokens()]),
                r#"["a \"b\"", [600, a::B], 1 + 1]"#,
            ),
        ] {
            assert_eq!(value.to_source(), source);
        }
    }
}
