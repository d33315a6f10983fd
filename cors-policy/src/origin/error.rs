//! The error of parsing an origin.

use crate::rules::Rule;

/// The suggestion where the intended origin cannot be guessed.
pub(super) const EXAMPLE: &str = "https://app.example.com";

/// The rule that a text breaks as an origin, and the text to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OriginError {
    pub(crate) rule: Rule,
    pub(crate) suggestion: String,
    /// The part of the text that is wrong, for messages that name one.
    pub(crate) other: String,
    /// `true` if the alternative message of the rule applies.
    pub(crate) is_alternative: bool,
}

impl OriginError {
    pub(super) fn new(rule: Rule) -> Self {
        Self {
            rule,
            suggestion: EXAMPLE.to_owned(),
            other: String::new(),
            is_alternative: false,
        }
    }

    pub(super) fn with_other(mut self, other: impl Into<String>) -> Self {
        self.other = other.into();
        self
    }

    pub(super) fn with_alternative(mut self, is_alternative: bool) -> Self {
        self.is_alternative = is_alternative;
        self
    }

    pub(super) fn with_suggestion(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = suggestion.into();
        self
    }
}

impl From<Rule> for OriginError {
    fn from(rule: Rule) -> Self {
        Self::new(rule)
    }
}
