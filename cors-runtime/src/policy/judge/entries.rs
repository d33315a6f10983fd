//! A01–A08, A19–A33, H02, H05 and H06: the keys, and the form of what stands behind them.
//!
//! What the texts in a list say is judged in the rooms beside this one.

use std::cell::{Cell, RefCell};

use super::super::catalogue::Rule;
use super::super::draft::{Draft, Entry, Hatch, Key, Place, Value};
use super::super::nearest::nearest;
use super::super::origin;
use super::super::violation::{Subject, Violation};

/// What a draft says, entry by entry, as far as its form is right.
#[derive(Default)]
pub(super) struct Said<'d> {
    /// The keys that are there, whatever stands behind them.
    pub(super) keys: Vec<Key>,
    pub(super) place: Option<Place>,
    pub(super) credentials: bool,
    pub(super) origins: List<'d>,
    pub(super) dev_origins: List<'d>,
    pub(super) methods: List<'d>,
    pub(super) headers: List<'d>,
    pub(super) expose: List<'d>,
    pub(super) max_age: Option<(Subject, &'d Value)>,
    pub(super) hatches: Vec<(Subject, Hatch)>,
    /// The hatches that something has asked for.
    pub(super) needed: RefCell<Vec<Hatch>>,
    /// Whether something could not be read, and might have asked for one.
    pub(super) unreadable: Cell<bool>,
}

/// The texts of a list, each with its place.
#[derive(Default)]
pub(super) struct List<'d> {
    /// The place of the list itself, if it is there and is one.
    pub(super) at: Option<Subject>,
    /// Its elements that are texts; another is reported already.
    pub(super) texts: Vec<(Subject, &'d str)>,
}

impl List<'_> {
    /// Whether the list is there, and has nothing in it.
    pub(super) fn is_written_empty(&self) -> bool {
        self.at.is_some() && self.texts.is_empty()
    }
}

pub(super) fn judge<'d>(draft: &'d Draft, found: &mut Vec<Violation>) -> Said<'d> {
    let mut said = Said {
        place: Some(draft.place),
        // Whoever uses the set may well have credentials, so it is judged as if.
        credentials: draft.place == Place::Set,
        ..Said::default()
    };
    let mut meant_origins = false;
    for (at, entry) in draft.entries.iter().enumerate() {
        match Key::read(&entry.key) {
            Some(key) if said.keys.contains(&key) => {
                // Which of the two would win is a question nobody should have to ask.
                found.push(Violation::new(Rule::KeyTwice, Subject::Key(at), &entry.key));
            }
            Some(key) => {
                said.keys.push(key);
                said.read(draft.place, key, at, entry, found);
            }
            None => {
                let violation = unknown_key(at, entry);
                meant_origins |= violation.replacement().contains("origins");
                found.push(violation);
            }
        }
    }
    refuse_beside_policy(draft, &said, found);
    refuse_silence(draft, &said, meant_origins, found);
    said
}

impl<'d> Said<'d> {
    fn read(
        &mut self,
        place: Place,
        key: Key,
        at: usize,
        entry: &'d Entry,
        found: &mut Vec<Violation>,
    ) {
        match key {
            Key::Origins => self.origins = read_list(key, at, entry, found),
            Key::DevOrigins => self.dev_origins = read_list(key, at, entry, found),
            Key::Headers => self.headers = read_list(key, at, entry, found),
            Key::Expose => self.expose = read_list(key, at, entry, found),
            // Behind a router the route is what says it, and a second say could only contradict.
            Key::Methods if place == Place::Route => found.push(Violation::new(
                Rule::MethodsBehindRoute,
                Subject::Key(at),
                &entry.key,
            )),
            Key::Methods => self.methods = read_list(key, at, entry, found),
            Key::Credentials => self.credentials = read_credentials(at, &entry.value, found),
            Key::MaxAge => self.max_age = read_max_age(at, entry, found),
            Key::DangerouslyAllow => self.hatches = read_hatches(at, entry, found),
            Key::Enforce => found.push(not_yet(key, at)),
            Key::Policy if place == Place::Named => found.push(
                Violation::new(Rule::UnknownKey, Subject::Key(at), &entry.key)
                    .instead("what that policy says here"),
            ),
            Key::OriginsFrom | Key::Policy | Key::Crate => read_path(key, at, entry, found),
        }
    }
}

/// A key that is not known, with the one that was meant.
fn unknown_key(at: usize, entry: &Entry) -> Violation {
    let key = entry.key.as_str();
    let subject = Subject::Key(at);
    if key.contains("private_network") || key.contains("local_network") {
        return Violation::new(Rule::PrivateNetwork, subject, key);
    }
    if key.contains("vary") {
        return Violation::new(Rule::VaryKey, subject, key);
    }
    if key.contains("status") {
        return Violation::new(Rule::StatusKey, subject, key);
    }
    if !is_word(key) {
        return Violation::new(Rule::NotUnderstood, subject, key);
    }
    let bare = key
        .strip_prefix("allow_")
        .or_else(|| key.strip_prefix("allowed_"))
        .unwrap_or(key);
    // The keys are few, so where none is near they are all shown.
    let near = match bare {
        "expose_headers" | "exposed_headers" => Some("expose"),
        "origin_list" | "sites" | "domains" => Some("origins"),
        _ => nearest(bare, Key::ALL.map(Key::as_str)),
    };
    let instead = match near {
        Some(near) => format!("`{near}`"),
        None => one_of(&Key::ALL.map(Key::as_str)),
    };
    Violation::new(Rule::UnknownKey, subject, key).instead(instead)
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '#'))
}

fn one_of(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("one of {}", words.join(", "))
}

/// What a list of this key looks like.
const fn example(key: Key) -> &'static str {
    match key {
        Key::Headers => "\"content-type\"",
        Key::Expose => "\"etag\"",
        Key::Methods => "\"PUT\"",
        Key::DangerouslyAllow => "insecure_origins",
        Key::DevOrigins => "\"http://localhost:3000\"",
        _ => "\"https://app.example.com\"",
    }
}

/// A list of string literals and nothing else: only what the judge can see can it judge.
fn read_list<'d>(key: Key, at: usize, entry: &'d Entry, found: &mut Vec<Violation>) -> List<'d> {
    let subject = Subject::Value(at);
    let Value::List(values) = &entry.value else {
        let instead = match &entry.value {
            Value::Text(text) => as_list(key, text),
            _ => format!("[{}]", example(key)),
        };
        let place = match entry.value {
            Value::Flag => Subject::Key(at),
            _ => subject,
        };
        found.push(Violation::new(Rule::NotAList, place, key.as_str()).instead(instead));
        return List::default();
    };
    let mut list = List {
        at: Some(subject),
        texts: Vec::new(),
    };
    for (element, value) in values.iter().enumerate() {
        let subject = Subject::Element(at, element);
        if let Value::Text(text) = value {
            list.texts.push((subject, text));
        } else {
            found.push(
                Violation::new(Rule::NotAString, subject, value.as_written()).instead(example(key)),
            );
            // Something is there, so the list is not empty; what, is not known.
            list.at = None;
        }
    }
    list
}

/// `"https://a, https://b"` as the list it was meant to be.
fn as_list(key: Key, text: &str) -> String {
    let pieces = text
        .split([',', ' ', ';'])
        .filter(|piece| !piece.is_empty());
    let pieces: Vec<String> = pieces
        .map(|piece| match (key, origin::read(piece)) {
            (Key::Origins | Key::DevOrigins, Err(fault)) if piece != "*" => fault.instead,
            _ => piece.to_owned(),
        })
        .map(|piece| format!("{piece:?}"))
        .collect();
    if pieces.is_empty() {
        format!("[{}]", example(key))
    } else {
        format!("[{}]", pieces.join(", "))
    }
}

/// Fetch, `Access-Control-Allow-Credentials`: the header has one value, so the key has none.
fn read_credentials(at: usize, value: &Value, found: &mut Vec<Violation>) -> bool {
    let subject = Subject::Value(at);
    match value {
        Value::Flag => true,
        // Whoever writes one of these wants none, and must not be told to write `credentials`.
        Value::Other(text) | Value::Text(text) | Value::Number(text)
            if matches!(
                text.as_str(),
                "false"
                    | "0"
                    | ""
                    | "no"
                    | "none"
                    | "None"
                    | "off"
                    | "never"
                    | "omit"
                    | "same-origin"
            ) =>
        {
            found.push(Violation::new(
                Rule::CredentialsFalse,
                subject,
                value.as_written(),
            ));
            false
        }
        _ => {
            found.push(Violation::new(
                Rule::CredentialsValue,
                subject,
                value.as_written(),
            ));
            true
        }
    }
}

fn read_max_age<'d>(
    at: usize,
    entry: &'d Entry,
    found: &mut Vec<Violation>,
) -> Option<(Subject, &'d Value)> {
    if entry.value == Value::Flag {
        found.push(Violation::new(Rule::ValueMissing, Subject::Key(at), &entry.key).instead("600"));
        return None;
    }
    Some((Subject::Value(at), &entry.value))
}

fn read_hatches(at: usize, entry: &Entry, found: &mut Vec<Violation>) -> Vec<(Subject, Hatch)> {
    let Value::List(values) = &entry.value else {
        let place = match entry.value {
            Value::Flag => Subject::Key(at),
            _ => Subject::Value(at),
        };
        let instead = match &entry.value {
            Value::Other(word) if Hatch::read(word).is_some() => format!("[{word}]"),
            _ => "[…]".to_owned(),
        };
        found.push(Violation::new(Rule::NotAList, place, &entry.key).instead(instead));
        return Vec::new();
    };
    if values.is_empty() {
        found.push(Violation::new(
            Rule::HatchesEmpty,
            Subject::Value(at),
            &entry.key,
        ));
    }
    let mut hatches = Vec::new();
    for (element, value) in values.iter().enumerate() {
        let subject = Subject::Element(at, element);
        let word = match value {
            Value::Other(word) if is_word(word) => word,
            Value::Text(word) if is_word(word) => {
                found.push(
                    Violation::new(Rule::HatchForm, subject, value.as_written()).instead(word),
                );
                continue;
            }
            _ => {
                found.push(
                    Violation::new(Rule::HatchForm, subject, value.as_written())
                        .instead("any_port"),
                );
                continue;
            }
        };
        match Hatch::read(word) {
            Some(hatch) => hatches.push((subject, hatch)),
            None => {
                let instead = match nearest(word, Hatch::ALL.map(Hatch::as_str)) {
                    Some(near) => format!("`{near}`"),
                    None => one_of(&Hatch::ALL.map(Hatch::as_str)),
                };
                found.push(Violation::new(Rule::UnknownHatch, subject, word).instead(instead));
            }
        }
    }
    hatches
}

/// Keys that the grammar has, and this version does not act upon: taking them in silence would be a
/// different policy than the one that was written.
fn not_yet(key: Key, at: usize) -> Violation {
    let instead = "delete it, and let the handler refuse what it must not do for other sites";
    Violation::new(Rule::NotYet, Subject::Key(at), key.as_str()).instead(instead)
}

fn read_path(key: Key, at: usize, entry: &Entry, found: &mut Vec<Violation>) {
    let is_path = matches!(&entry.value, Value::Other(text) if is_path(text));
    if is_path {
        return;
    }
    let instead = match key {
        Key::Crate => "my_crate::cors",
        Key::OriginsFrom => "TENANTS",
        _ => "API",
    };
    let place = match entry.value {
        Value::Flag => Subject::Key(at),
        _ => Subject::Value(at),
    };
    found.push(Violation::new(Rule::NotAPath, place, key.as_str()).instead(instead));
}

/// Names with `::` between them, and nothing else.
fn is_path(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.strip_prefix("::").unwrap_or(&text);
    text.split("::").all(|name| {
        let name = name.strip_prefix(['$']).unwrap_or(name);
        is_word(name) && !name.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// H02: a named policy is judged where it is written, and says all there is.
fn refuse_beside_policy(draft: &Draft, said: &Said<'_>, found: &mut Vec<Violation>) {
    if !said.keys.contains(&Key::Policy) || draft.place == Place::Named {
        return;
    }
    for (at, entry) in draft.entries.iter().enumerate() {
        match Key::read(&entry.key) {
            Some(Key::Policy | Key::Crate) | None => {}
            Some(key) => found.push(Violation::new(
                Rule::KeyBesidePolicy,
                Subject::Key(at),
                key.as_str(),
            )),
        }
    }
}

/// A07, A08: there is no default, since every default is either closed or too open for somebody.
fn refuse_silence(draft: &Draft, said: &Said<'_>, meant_origins: bool, found: &mut Vec<Violation>) {
    let says_who = [Key::Origins, Key::DevOrigins, Key::OriginsFrom, Key::Policy];
    if meant_origins || said.keys.iter().any(|key| says_who.contains(key)) {
        return;
    }
    let is_empty = draft
        .entries
        .iter()
        .all(|entry| entry.key == Key::Crate.as_str());
    let rule = if is_empty {
        Rule::SaysNothing
    } else {
        Rule::OriginsMissing
    };
    found.push(Violation::new(rule, Subject::Policy, ""));
}
