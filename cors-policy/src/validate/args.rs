//! The entries of a policy by key, after their form was checked.

use std::cell::{Cell, RefCell};

use crate::allowance::DangerouslyAllow;
use crate::key::Key;
use crate::location::Location;
use crate::protocol::{Protocol, ProtocolNeed, ProtocolNeeds};
use crate::rules::Rule;
use crate::spec::{Context, Value};
use crate::violation::Violation;

/// The values of a policy's keys. A value of the wrong form is already reported, and absent here.
#[derive(Default)]
pub(super) struct Args<'s> {
    pub(super) context: Option<Context>,
    /// The keys that occur, each once.
    pub(super) keys: Vec<Key>,
    /// The keys that unknown keys were probably meant to be.
    pub(super) meant: Vec<Key>,
    pub(super) origins: StringList<'s>,
    pub(super) dev_origins: StringList<'s>,
    pub(super) headers: StringList<'s>,
    pub(super) expose: StringList<'s>,
    pub(super) methods: StringList<'s>,
    pub(super) hosts: StringList<'s>,
    pub(super) protocols: Vec<Protocol>,
    pub(super) credentials: bool,
    pub(super) max_age: Option<(Location, &'s Value)>,
    /// The location of `enforce`.
    pub(super) enforce: Option<Location>,
    pub(super) allowances: Vec<(Location, DangerouslyAllow)>,
    /// The allowances that a check needed.
    pub(super) needed: RefCell<Vec<DangerouslyAllow>>,
    /// `true` if an origin could not be parsed, which may be the one that needs an allowance.
    pub(super) has_invalid_origin: Cell<bool>,
}

impl Args<'_> {
    /// Returns whether `dangerously_allow` contains `allowance`, and records that it was needed, so
    /// that unused allowances can be reported.
    pub(super) fn allows(&self, allowance: DangerouslyAllow) -> bool {
        self.needed.borrow_mut().push(allowance);
        self.lists_allowance(allowance)
    }

    /// Returns whether `dangerously_allow` contains `allowance`.
    pub(super) fn lists_allowance(&self, allowance: DangerouslyAllow) -> bool {
        self.allowances
            .iter()
            .any(|(_, listed)| *listed == allowance)
    }

    /// Returns whether `key` occurs, or an unknown key that was probably meant to be `key`.
    pub(super) fn mentions(&self, key: Key) -> bool {
        self.keys.contains(&key) || self.meant.contains(&key)
    }

    /// Returns what the protocols of the policy need, by the list that `needs` selects.
    pub(super) fn protocol_needs(
        &self,
        needs: fn(&'static ProtocolNeeds) -> &'static [ProtocolNeed],
    ) -> impl Iterator<Item = (Protocol, &'static str)> {
        self.protocols.iter().flat_map(move |protocol| {
            let needs = needs(protocol.needs()).iter();
            needs.map(|need| (*protocol, need.name))
        })
    }

    /// Returns whether the key `policy` names a policy that is written elsewhere.
    pub(super) fn uses_named_policy(&self) -> bool {
        self.keys.contains(&Key::Policy)
    }
}

/// The texts of a list, each with its location.
#[derive(Default)]
pub(super) struct StringList<'s> {
    /// The location of the list; `None` where it is missing or has an entry that is not a string.
    pub(super) location: Option<Location>,
    pub(super) texts: Vec<(Location, &'s str)>,
}

impl StringList<'_> {
    /// Returns the location of `"*"`.
    pub(super) fn wildcard(&self) -> Option<Location> {
        let mut texts = self.texts.iter();
        let wildcard = texts.find(|(_, text)| *text == "*");
        wildcard.map(|(location, _)| *location)
    }

    /// Returns whether the list is written and has no entries.
    pub(super) fn is_explicitly_empty(&self) -> bool {
        self.location.is_some() && self.texts.is_empty()
    }

    /// Returns the violation of a list that is written and has no entries.
    pub(super) fn emptiness(&self, key: Key, rule: Rule) -> Option<Violation> {
        let location = self.location.filter(|_| self.is_explicitly_empty())?;
        Some(Violation::new(rule, location, key.as_str()))
    }
}
