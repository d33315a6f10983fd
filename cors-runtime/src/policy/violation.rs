//! A broken rule, and where: what every face of the judge renders, and none of them words.

use std::fmt;

use super::catalogue::Rule;
use super::draft::{Draft, Hatch};

/// What happens to a policy that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// It is refused.
    Refused,
    /// It is refused unless `dangerously_allow` has this word.
    RefusedUnless(Hatch),
    /// It is refused in builds without debug assertions.
    RefusedInRelease,
    /// It stands, and is useless or surprising: the compiler warns at the literal.
    Warned,
}

impl Severity {
    /// Whether a policy that breaks such a rule is refused in every build.
    #[must_use]
    pub const fn refuses(self) -> bool {
        matches!(self, Severity::Refused | Severity::RefusedUnless(_))
    }
}

/// The place of a mistake in what the user wrote, by position.
///
/// The macro turns it into a span, the builder into words such as `origins[2]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The policy as a whole.
    Policy,
    /// The key of the entry at this position.
    Key(usize),
    /// The value of the entry at this position.
    Value(usize),
    /// An element of the list that is the value of an entry: entry, then element.
    Element(usize, usize),
    /// The function, or whatever else the attribute stands on.
    Item(Part),
}

/// A part of what the attribute stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The other `#[cors]`.
    OtherAttribute,
    /// The word before `fn` at this position among those that are refused.
    Qualifier(usize),
    /// The name; for what is not a function, its first word.
    Name,
    /// The argument `self`.
    Receiver,
    /// The argument at this position.
    Argument(usize),
    /// The type behind `->`.
    Output,
    /// The attribute of another framework at this position among those.
    Route(usize),
    /// The call in its body at this position among those that open a WebSocket.
    WebSocket(usize),
    /// The name of one of our headers in the body, at this position among those.
    Mention(usize),
}

impl Subject {
    /// The place in words.
    fn within(self, draft: &Draft) -> String {
        let key = |at: usize| draft.entries.get(at).map_or("", |entry| entry.key.as_str());
        match self {
            Subject::Policy => "policy".to_owned(),
            Subject::Key(at) | Subject::Value(at) => key(at).to_owned(),
            Subject::Element(at, element) => format!("{}[{element}]", key(at)),
            Subject::Item(_) => "handler".to_owned(),
        }
    }
}

/// One mistake: the rule it breaks, where, and the words that its sentences are filled with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Violation {
    rule: Rule,
    subject: Subject,
    place: String,
    said: String,
    instead: String,
    beside: String,
}

impl Violation {
    pub(crate) fn new(rule: Rule, subject: Subject, said: impl Into<String>) -> Self {
        Self {
            rule,
            subject,
            place: String::new(),
            said: said.into(),
            instead: String::new(),
            beside: String::new(),
        }
    }

    pub(crate) fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = instead.into();
        self
    }

    pub(crate) fn beside(mut self, beside: impl Into<String>) -> Self {
        self.beside = beside.into();
        self
    }

    /// With the words for its place in `draft`.
    pub(super) fn placed_in(mut self, draft: &Draft) -> Self {
        self.place = self.subject.within(draft);
        self
    }

    /// The rule that is broken.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// Where, by position in the draft.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        self.subject
    }

    /// Where, in words: `origins[2]`, `max_age`; for the policy as a whole `policy`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What the user wrote there.
    #[must_use]
    pub fn said(&self) -> &str {
        &self.said
    }

    /// What to write in its place, where the rule knows a text; else empty.
    #[must_use]
    pub fn replacement(&self) -> &str {
        &self.instead
    }

    /// What is wrong, in one sentence that ends with the rule's id.
    #[must_use]
    pub fn message(&self) -> String {
        let row = self.rule.row();
        format!("{} [{}]", self.fill(row.message), row.id)
    }

    /// What to type, in one line.
    #[must_use]
    pub fn help(&self) -> String {
        self.fill(self.rule.row().help)
    }

    /// Fills a sentence in one pass, so that braces in the user's own text stay what they are.
    fn fill(&self, sentence: &str) -> String {
        let mut filled = String::with_capacity(sentence.len() + self.said.len());
        let mut rest = sentence;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            filled.push_str(before);
            let (word, after) = from[1..].split_once('}').unwrap_or((&from[1..], ""));
            filled.push_str(&shown(match word {
                "value" => &self.said,
                "suggestion" => &self.instead,
                _ => &self.beside,
            }));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// The longest piece of the user's text that a sentence repeats, in characters.
const SHOWN: usize = 300;

/// The user's text as a sentence can carry it: control characters visible, and an end to it.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for (at, character) in text.chars().enumerate() {
        if at == SHOWN {
            shown.push('…');
            break;
        }
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

impl fmt::Display for Violation {
    /// The message, then the help on a line of its own.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\nhelp: {}", self.message(), self.help())
    }
}

impl std::error::Error for Violation {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_violation_is_its_message_and_its_help() {
        let violation = Violation::new(Rule::OriginSlash, Subject::Value(0), "https://a.example/")
            .instead("\"https://a.example\"");
        let shown = format!("{}\nhelp: {}", violation.message(), violation.help());
        assert_eq!(violation.to_string(), shown);
        assert!(shown.contains("ends with a slash"));
    }

    #[test]
    fn a_sentence_shows_so_much_of_the_text_as_can_be_read() {
        for (said, shown) in [
            ("a{value}}b", "a{value}}b".to_owned()),
            ("a\u{7}\n", "a\\u{7}\\n".to_owned()),
            (&"ä".repeat(300), "ä".repeat(300)),
            (&"ä".repeat(301), "ä".repeat(300) + "…"),
            (&"a".repeat(999), "a".repeat(300) + "…"),
        ] {
            assert_eq!(super::shown(said), shown);
            let violation = Violation::new(Rule::UnknownKey, Subject::Key(0), said);
            assert!(violation.message().contains(&shown), "{violation}");
        }
    }

    #[test]
    fn a_place_is_the_key_and_the_position_in_its_list() {
        let draft = Draft::new(super::super::Place::Named)
            .with("origins", super::super::Value::Flag)
            .with("max_age", super::super::Value::Flag);
        for (subject, place) in [
            (Subject::Policy, "policy"),
            (Subject::Key(1), "max_age"),
            (Subject::Value(0), "origins"),
            (Subject::Element(0, 3), "origins[3]"),
            (Subject::Key(2), ""),
            (Subject::Item(Part::Name), "handler"),
        ] {
            let violation = Violation::new(Rule::UnknownKey, subject, "");
            assert_eq!(violation.placed_in(&draft).place(), place);
        }
    }
}
