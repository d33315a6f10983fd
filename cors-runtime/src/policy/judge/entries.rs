//! A01–A08, A19–A33, A38, H02, H05 and H06: the keys, and the form of what stands behind them.
//!
//! What the texts in a list say is judged in the rooms beside this one.

use std::cell::{Cell, RefCell};

use super::super::catalogue::Rule;
use super::super::draft::{Draft, Entry, Hatch, Key, Place, Value};
use super::super::nearest::nearest;
use super::super::text::{pieces, quoted};
use super::super::violation::{Subject, Violation};
use super::origins::read_one;

/// What a draft says, entry by entry, as far as its form is right.
#[derive(Default)]
pub(super) struct Said<'d> {
    /// The keys that are there, whatever stands behind them.
    pub(super) keys: Vec<Key>,
    pub(super) place: Option<Place>,
    pub(super) credentials: bool,
    /// Where `enforce` stands, if it does.
    pub(super) enforce: Option<Subject>,
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
    /// Where `"*"` stands, if it does.
    pub(super) fn star(&self) -> Option<Subject> {
        for (subject, text) in &self.texts {
            if *text == "*" {
                return Some(*subject);
            }
        }
        None
    }

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
            Key::Methods if place.is_routed() => found.push(Violation::new(
                Rule::MethodsBehindRoute,
                Subject::Key(at),
                &entry.key,
            )),
            Key::Methods => self.methods = read_list(key, at, entry, found),
            Key::Credentials => self.credentials = read_credentials(at, &entry.value, found),
            Key::MaxAge => self.max_age = read_max_age(at, entry, found),
            Key::DangerouslyAllow => self.hatches = read_hatches(at, entry, found),
            Key::Enforce => self.enforce = Some(read_enforce(at, &entry.value, found)),
            Key::Policy if place == Place::Named => found.push(
                Violation::new(Rule::UnknownKey, Subject::Key(at), &entry.key)
                    .instead("what that policy says here"),
            ),
            Key::OriginsFrom | Key::Policy | Key::Crate => read_path(key, at, entry, found),
        }
    }
}

/// The keys as they are written.
const KEYS: [&str; 12] = {
    let mut words = [""; 12];
    let mut at = 0;
    while at < words.len() {
        words[at] = Key::ALL[at].as_str();
        at += 1;
    }
    words
};

/// The words of `dangerously_allow` as they are written.
const HATCHES: [&str; 7] = {
    let mut words = [""; 7];
    let mut at = 0;
    while at < words.len() {
        words[at] = Hatch::ALL[at].as_str();
        at += 1;
    }
    words
};

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
        _ => nearest(bare, &KEYS),
    };
    let instead = match near {
        Some(near) => format!("`{near}`"),
        None => one_of(&KEYS),
    };
    Violation::new(Rule::UnknownKey, subject, key).instead(instead)
}

fn is_word(text: &str) -> bool {
    for character in text.chars() {
        if !character.is_alphanumeric() && !matches!(character, '_' | '#') {
            return false;
        }
    }
    !text.is_empty()
}

fn one_of(words: &[&str]) -> String {
    let mut list = String::from("one of ");
    for (at, word) in words.iter().enumerate() {
        list.push_str(if at > 0 { ", `" } else { "`" });
        list.push_str(word);
        list.push('`');
    }
    list
}

/// What a list of this key looks like.
const fn example(key: Key) -> &'static str {
    match key {
        Key::Headers => "\"content-type\"",
        Key::Expose => "\"etag\"",
        Key::Methods => "\"PUT\"",
        Key::DevOrigins => "\"http://localhost:3000\"",
        _ => "\"https://app.example.com\"",
    }
}

/// The place of a value of the wrong form: of its key, if there is no value.
const fn place_of(at: usize, value: &Value) -> Subject {
    match value {
        Value::Flag => Subject::Key(at),
        _ => Subject::Value(at),
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
        let place = place_of(at, &entry.value);
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
    let is_origins = matches!(key, Key::Origins | Key::DevOrigins);
    let mut texts = Vec::new();
    for piece in pieces(text, b",; \t\n|") {
        let meant = match read_one(piece) {
            // C68 would refuse it next.
            _ if key == Key::DevOrigins && piece == "*" => String::new(),
            Err(fault) if is_origins && piece != "*" => fault.instead,
            _ => piece.to_owned(),
        };
        // Nothing stands for `null`, for a word of other libraries, or for every site in development.
        if !meant.is_empty() {
            texts.push(meant);
        }
    }
    if texts.is_empty() {
        format!("[{}]", example(key))
    } else {
        format!("[{}]", quoted(&texts))
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
        let meant = meant_hatch(&entry.value).unwrap_or("…");
        found.push(
            Violation::new(Rule::NotAList, place_of(at, &entry.value), &entry.key)
                .instead(format!("[{meant}]")),
        );
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
        let written = value.as_written();
        if let Some(hatch) = Hatch::read(&written) {
            hatches.push((subject, hatch));
            continue;
        }
        let (rule, instead) = match (value, meant_hatch(value)) {
            (Value::Text(_), Some(meant)) => (Rule::HatchForm, meant.to_owned()),
            (_, Some(meant)) => (Rule::UnknownHatch, format!("`{meant}`")),
            (_, None) => (Rule::UnknownHatch, one_of(&HATCHES)),
        };
        found.push(Violation::new(rule, subject, written).instead(instead));
    }
    hatches
}

/// The word of `dangerously_allow` that was meant, in quotes or out of them.
fn meant_hatch(value: &Value) -> Option<&'static str> {
    match value {
        Value::Text(word) | Value::Other(word) => nearest(word, &HATCHES),
        _ => None,
    }
}

/// Where `enforce` stands. What it was given is refused, and it counts as said.
fn read_enforce(at: usize, value: &Value, found: &mut Vec<Violation>) -> Subject {
    if *value != Value::Flag {
        let violation = Violation::new(Rule::EnforceValue, Subject::Value(at), value.as_written());
        found.push(violation);
    }
    Subject::Key(at)
}

fn read_path(key: Key, at: usize, entry: &Entry, found: &mut Vec<Violation>) {
    if matches!(entry.value, Value::Path(_)) {
        return;
    }
    let instead = match key {
        Key::Crate => "my_crate::cors",
        Key::OriginsFrom => "TENANTS",
        _ => "API",
    };
    let place = place_of(at, &entry.value);
    found.push(Violation::new(Rule::NotAPath, place, key.as_str()).instead(instead));
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
    let mut is_said = meant_origins;
    for key in &said.keys {
        is_said |= says_who.contains(key);
    }
    if is_said {
        return;
    }
    let mut is_empty = true;
    for entry in &draft.entries {
        is_empty &= entry.key == Key::Crate.as_str();
    }
    let rule = if is_empty {
        Rule::SaysNothing
    } else {
        Rule::OriginsMissing
    };
    found.push(Violation::new(rule, Subject::Policy, ""));
}
