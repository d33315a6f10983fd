//! A broken rule with its location and the texts that its message is filled with.

use std::fmt;

use crate::location::Location;
use crate::rules::Rule;
use crate::severity::Severity;
use crate::spec::{Context, PolicySpec};

/// A mistake in a policy. Its `Display` is the message, then the help on a line of its own.
///
/// `Debug` prints the same text, because it is what `unwrap` and an error returned from `main` show; `{:#?}`
/// prints the fields.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Violation {
    rule: Rule,
    location: Location,
    path: String,
    value: String,
    suggestion: String,
    other: String,
    /// `true` if the alternative message of the rule applies.
    is_alternative: bool,
    /// `true` if the policy is a set of origins.
    is_in_set: bool,
}

impl Violation {
    pub(crate) fn new(rule: Rule, location: Location, value: impl Into<String>) -> Self {
        Self {
            rule,
            location,
            path: String::new(),
            value: value.into(),
            suggestion: String::new(),
            other: String::new(),
            is_alternative: false,
            is_in_set: false,
        }
    }

    /// Returns the violation of an environment variable that is unset or empty.
    #[doc(hidden)]
    #[must_use]
    pub fn missing_variable(name: &str) -> Self {
        let location = Location::Policy;
        Self::new(Rule::NoSuchVariable, location, name).with_path(location.path_in(&[]))
    }

    /// Returns the violation of an environment variable that is not one of a policy.
    #[doc(hidden)]
    #[must_use]
    pub fn unknown_variable(name: &str, suggestion: &str) -> Self {
        Self::new(Rule::UnknownVariable, Location::Policy, name)
            .with_suggestion(suggestion)
            .with_path(name.to_owned())
    }

    /// Replaces the path, for front ends in whose words a key has another name.
    #[doc(hidden)]
    #[must_use]
    pub fn with_path(mut self, path: String) -> Self {
        self.path = path;
        self
    }

    pub(crate) fn with_suggestion(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = suggestion.into();
        self
    }

    pub(crate) fn with_other(mut self, other: impl Into<String>) -> Self {
        self.other = other.into();
        self
    }

    /// Selects the alternative message of the rule.
    pub(crate) fn with_alternative(mut self, is_alternative: bool) -> Self {
        self.is_alternative = is_alternative;
        self
    }

    /// Sets what depends on the specification as a whole: the path, and the words for the place where
    /// the policy is written.
    pub(crate) fn in_spec(mut self, spec: &PolicySpec) -> Self {
        self.path = self.location.path_in(&spec.entries);
        self.is_in_set = spec.context == Context::OriginSet;
        self
    }

    /// Returns the rule that is broken.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// Returns the location by position, for callers that have spans.
    #[must_use]
    pub const fn location(&self) -> Location {
        self.location
    }

    /// Returns the location in words: `origins[2]`, `max_age`, or `policy` for the policy as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the value that the user wrote.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Returns the text to write instead; empty if the rule has no suggestion.
    #[must_use]
    pub fn suggestion(&self) -> &str {
        &self.suggestion
    }

    /// Returns the message: one sentence that ends with the rule's id.
    #[must_use]
    pub fn message(&self) -> String {
        let info = self.rule.info();
        let message = if self.is_alternative {
            info.alternative
        } else {
            info.message
        };
        format!("{} [{}]", self.fill(message), info.id)
    }

    /// Returns the help: one line with the text to write.
    #[must_use]
    pub fn help(&self) -> String {
        let info = self.rule.info();
        self.fill(if self.is_in_set {
            info.help_in_set
        } else {
            info.help
        })
    }

    /// Replaces the placeholders of a message, in one pass, because the value may contain braces.
    fn fill(&self, sentence: &str) -> String {
        let mut filled = String::with_capacity(sentence.len() + self.value.len());
        let mut rest = sentence;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            filled.push_str(before);
            let (placeholder, after) = from[1..].split_once('}').unwrap_or((&from[1..], ""));
            match placeholder {
                "value" => filled.push_str(&escape_and_truncate(&self.value)),
                "suggestion" => filled.push_str(&escape_and_truncate(&self.suggestion)),
                "with_credentials" => filled.push_str(self.with_credentials()),
                "allowance" => filled.push_str(&self.allowance()),
                _ => filled.push_str(&escape_and_truncate(&self.other)),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// Returns why the stricter rules for credentials apply.
    fn with_credentials(&self) -> &'static str {
        if self.is_in_set {
            "in an `OriginSet`"
        } else {
            "with `credentials`"
        }
    }

    /// Returns the option that lifts the rule, as it is written.
    fn allowance(&self) -> String {
        match self.rule.info().severity {
            Severity::DenyUnless(allowance) if self.is_in_set => {
                format!("`DangerouslyAllow::{allowance:?}` in `OriginSet::parse_with`")
            }
            Severity::DenyUnless(allowance) => {
                format!("`dangerously_allow = [{}]`", allowance.as_str())
            }
            _ => String::new(),
        }
    }
}

/// The longest piece of the user's text that a message quotes, in characters.
const MAX_QUOTED: usize = 300;

/// Escapes control characters and truncates the text, so that a message stays one readable line.
fn escape_and_truncate(text: &str) -> String {
    let mut escaped = String::new();
    for (at, character) in text.chars().enumerate() {
        if at == MAX_QUOTED {
            escaped.push('…');
            break;
        }
        if character.is_control() {
            escaped.extend(character.escape_default());
        } else {
            escaped.push(character);
        }
    }
    escaped
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhelp: {}", self.message(), self.help())
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_struct("Violation")
            .field("rule", &self.rule)
            .field("location", &self.location)
            .field("path", &self.path)
            .field("value", &self.value)
            .field("suggestion", &self.suggestion)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Violation {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_is_message_and_help() {
        let violation = Violation::new(Rule::OriginSlash, Location::Value(0), "https://a.example/")
            .with_suggestion("\"https://a.example\"");
        let shown = format!("{}\nhelp: {}", violation.message(), violation.help());
        assert_eq!(violation.to_string(), shown);
        assert!(shown.contains("ends with a slash"));
    }

    #[test]
    fn debug_is_display_and_its_alternate_form_has_the_fields() {
        let violation = Violation::new(Rule::OriginSlash, Location::Value(0), "https://a.example/");
        assert_eq!(format!("{violation:?}"), violation.to_string());
        let fields = format!("{violation:#?}");
        assert!(
            fields.starts_with("Violation {\n    rule: OriginSlash,"),
            "{fields}"
        );
    }

    #[test]
    fn messages_quote_escaped_and_truncated_text() {
        for (value, shown) in [
            ("a{value}}b", "a{value}}b".to_owned()),
            ("a\u{7}\n", "a\\u{7}\\n".to_owned()),
            (&"ä".repeat(300), "ä".repeat(300)),
            (&"ä".repeat(301), "ä".repeat(300) + "…"),
            (&"a".repeat(999), "a".repeat(300) + "…"),
        ] {
            assert_eq!(escape_and_truncate(value), shown);
            let violation = Violation::new(Rule::UnknownKey, Location::Key(0), value);
            assert!(violation.message().contains(&shown), "{violation}");
        }
    }
}
