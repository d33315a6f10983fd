//! Values of configurations before they are compared with the form of their key.

use cors_policy::Value;

/// A value in a configuration, of any form, because validation reports wrong forms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "serde"),
    expect(dead_code, reason = "the environment has texts only")
)]
pub(super) enum Unchecked {
    /// `null`, or an option without a value.
    Null,
    Bool(bool),
    /// A number as it would be written.
    Number(String),
    Text(String),
    List(Vec<Unchecked>),
    /// A table, whose contents nothing takes.
    Table,
}

impl Unchecked {
    /// Returns the value of an entry of the same form.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Tokens("null".to_owned()),
            Self::Bool(value) => Value::Tokens(value.to_string()),
            Self::Number(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                Value::Number(text)
            }
            Self::Number(text) => Value::Tokens(text),
            Self::Text(text) => Value::Text(text),
            Self::List(values) => Value::List(values.into_iter().map(Self::into_value).collect()),
            Self::Table => Value::Tokens("{ … }".to_owned()),
        }
    }
}
