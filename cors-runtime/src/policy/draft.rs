//! A policy as somebody wrote it: anything at all may stand here.
//!
//! Both faces fill in a draft and neither looks at it: the macro from tokens, a program from its
//! configuration. What may be said of it is the judge's business.

/// What the judge judges: the entries in the order they were written, and where they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where the policy stands, which decides about `methods`.
    pub place: Place,
    /// What the attribute stands on, if it is one.
    pub item: Option<Item>,
    /// The entries, in the order they were written.
    pub entries: Vec<Entry>,
}

impl Draft {
    /// A draft with nothing in it.
    #[must_use]
    pub const fn new(place: Place) -> Self {
        Self {
            place,
            item: None,
            entries: Vec::new(),
        }
    }

    /// A draft on its own, of keys that take lists of texts.
    ///
    /// ```
    /// use cors_runtime::policy::{Draft, judge};
    /// let draft = Draft::named([
    ///     ("origins", &["https://app.example.com"][..]),
    ///     ("headers", &["content-type", "x-csrf-token"]),
    /// ]);
    /// assert_eq!(judge(&draft).policy.unwrap().headers(), "content-type,x-csrf-token");
    /// ```
    #[cfg(feature = "protocol")]
    #[must_use]
    pub fn named<'a, L>(lists: impl IntoIterator<Item = (&'a str, L)>) -> Self
    where
        L: AsRef<[&'a str]>,
    {
        lists
            .into_iter()
            .fold(Self::new(Place::Named), |draft, (key, list)| {
                let texts = list.as_ref().iter();
                let texts = texts.map(|text| Value::Text((*text).to_owned()));
                draft.with(key, Value::List(texts.collect()))
            })
    }

    /// The draft with one more entry.
    #[must_use]
    pub fn with(mut self, key: &str, value: Value) -> Self {
        self.entries.push(Entry {
            key: key.to_owned(),
            value,
        });
        self
    }
}

/// Where a policy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// On a function that answers by itself: `cors::cors`.
    Function,
    /// On a handler that axum's router mounts for a method: `cors::axum::cors`.
    Axum,
    /// On a handler above its `#[get("/…")]` for actix-web: `cors::actix::cors`.
    Actix,
    /// On a handler above its `#[get("/…")]` for Rocket: `cors::rocket::cors`.
    Rocket,
    /// On its own, with a name: `policy!` and the builder.
    Named,
    /// A set of origins, for a policy that is written elsewhere and may have credentials.
    Set,
}

impl Place {
    /// Whether something else says which methods the handler is for.
    pub(super) const fn is_routed(self) -> bool {
        matches!(self, Place::Axum | Place::Actix | Place::Rocket)
    }
}

/// A key and what it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key as written.
    pub key: String,
    /// What stands behind it.
    pub value: Value,
}

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `credentials`.
    Flag,
    /// A string literal.
    Text(String),
    /// A number without sign or suffix, in its digits.
    Number(String),
    /// A list in brackets.
    List(Vec<Value>),
    /// A path such as `policies::API`, where the key takes one.
    Path(String),
    /// Anything else, as written.
    Other(String),
}

impl Value {
    /// The value as the user wrote it, for a sentence that quotes it.
    pub(crate) fn as_written(&self) -> String {
        match self {
            Value::Flag => String::new(),
            Value::Text(text) => format!("{text:?}"),
            Value::Number(text) | Value::Path(text) | Value::Other(text) => text.clone(),
            Value::List(values) => {
                let mut list = String::from("[");
                for (at, value) in values.iter().enumerate() {
                    list.push_str(if at > 0 { ", " } else { "" });
                    list.push_str(&value.as_written());
                }
                list + "]"
            }
        }
    }
}

/// What an attribute stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A function.
    Function(Function),
    /// Something else, named for a sentence: `a struct`.
    Other(String),
}

/// What the judge asks of a function: its signature, in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Whether it is an `async fn`.
    pub is_async: bool,
    /// `const`, `unsafe`, `extern "C"`: what else stands before `fn`.
    pub qualifiers: Vec<String>,
    /// Whether its first argument is `self`.
    pub has_receiver: bool,
    /// The names in its arguments' types, the outermost first: `TypedHeader`, `Authorization` and
    /// `Bearer` for `TypedHeader<Authorization<Bearer>>`; of a path only the last.
    pub arguments: Vec<Vec<String>>,
    /// The same for the type behind `->`.
    pub output: Vec<String>,
    /// The attributes of other frameworks that route it, such as `get`.
    pub routes: Vec<String>,
    /// The calls in its body that open a WebSocket, such as `actix_ws::handle`.
    pub web_sockets: Vec<String>,
    /// The names of the headers that are ours, where the body has them.
    pub mentions: Vec<String>,
    /// Whether another `#[cors]` stands below this one.
    pub annotated_again: bool,
}

/// The keys of the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// Who may read the response.
    Origins,
    /// Who may besides, in builds with debug assertions.
    DevOrigins,
    /// Origins known at run time only.
    OriginsFrom,
    /// Whether cookies and the like may come along.
    Credentials,
    /// The request headers that scripts may send.
    Headers,
    /// The response headers that scripts may read.
    Expose,
    /// How long browsers keep a preflight, in seconds.
    MaxAge,
    /// The methods that scripts may use.
    Methods,
    /// Whether foreign requests are refused before the handler.
    Enforce,
    /// A policy written elsewhere.
    Policy,
    /// The escape hatches.
    DangerouslyAllow,
    /// Where the library lives.
    Crate,
}

impl Key {
    /// Every key, in the order in which a list of them is shown.
    pub const ALL: [Key; 12] = [
        Key::Origins,
        Key::DevOrigins,
        Key::OriginsFrom,
        Key::Credentials,
        Key::Headers,
        Key::Expose,
        Key::MaxAge,
        Key::Methods,
        Key::Enforce,
        Key::Policy,
        Key::DangerouslyAllow,
        Key::Crate,
    ];

    /// The key as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Key::Origins => "origins",
            Key::DevOrigins => "dev_origins",
            Key::OriginsFrom => "origins_from",
            Key::Credentials => "credentials",
            Key::Headers => "headers",
            Key::Expose => "expose",
            Key::MaxAge => "max_age",
            Key::Methods => "methods",
            Key::Enforce => "enforce",
            Key::Policy => "policy",
            Key::DangerouslyAllow => "dangerously_allow",
            Key::Crate => "crate",
        }
    }

    /// The key that is written like this, if there is one.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        for key in &Self::ALL {
            if key.as_str() == written {
                return Some(*key);
            }
        }
        None
    }
}

/// The words of `dangerously_allow`: each lets one refused thing through, and is easy to search for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hatch {
    /// `http://` origins beside `credentials`.
    InsecureOrigins,
    /// Patterns over public suffixes beside `credentials`.
    PublicSuffixes,
    /// `:*` beside `credentials`.
    AnyPort,
    /// Origins that all apps of a framework share, beside `credentials`.
    SharedAppOrigins,
    /// Hosts on which anybody can publish, beside `credentials`.
    UserContentHosts,
    /// Origins of apps and extensions.
    CustomSchemes,
    /// Headers that put one method in the place of another.
    MethodOverride,
}

impl Hatch {
    /// Every word.
    pub const ALL: [Hatch; 7] = [
        Hatch::InsecureOrigins,
        Hatch::PublicSuffixes,
        Hatch::AnyPort,
        Hatch::SharedAppOrigins,
        Hatch::UserContentHosts,
        Hatch::CustomSchemes,
        Hatch::MethodOverride,
    ];

    /// The word as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Hatch::InsecureOrigins => "insecure_origins",
            Hatch::PublicSuffixes => "public_suffixes",
            Hatch::AnyPort => "any_port",
            Hatch::SharedAppOrigins => "shared_app_origins",
            Hatch::UserContentHosts => "user_content_hosts",
            Hatch::CustomSchemes => "custom_schemes",
            Hatch::MethodOverride => "method_override",
        }
    }

    /// The hatch that is written like this, if there is one.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        for hatch in &Self::ALL {
            if hatch.as_str() == written {
                return Some(*hatch);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn values_are_quoted_as_they_are_written() {
        let text = || Value::Text("a \"b\"".to_owned());
        let number = || Value::Number("600".to_owned());
        let other = || Value::Other("a::B".to_owned());
        for (value, written) in [
            (Value::Flag, ""),
            (text(), r#""a \"b\"""#),
            (number(), "600"),
            (other(), "a::B"),
            (Value::Path("a::B".to_owned()), "a::B"),
            (Value::List(vec![]), "[]"),
            (Value::List(vec![number()]), "[600]"),
            (
                Value::List(vec![text(), Value::List(vec![number(), other()]), other()]),
                r#"["a \"b\"", [600, a::B], a::B]"#,
            ),
        ] {
            assert_eq!(value.as_written(), written);
        }
    }
}
