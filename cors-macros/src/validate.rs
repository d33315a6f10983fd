//! Attribute and handler → a draft → what the judge says of it, each violation at its place.
//!
//! Translation only. If an opinion grows here, it belongs to the judge.

use cors_runtime::policy::{Draft, Judgement, Place as Where, Severity, Subject, judge};
use proc_macro2::Span;

use crate::errors::Errors;
use crate::grammar::{Attribute, Place};
use crate::handler::Target;

/// Judges an attribute and what it stands on, if it stands on something.
pub(crate) fn check(
    place: Where,
    attribute: &Attribute,
    target: Option<&Target>,
    errors: &mut Errors,
) -> Judgement {
    let draft = Draft {
        place,
        item: target.map(Target::describe),
        entries: attribute
            .entries
            .iter()
            .map(|placed| placed.entry.clone())
            .collect(),
    };
    let judgement = judge(&draft);
    for violation in &judgement.violations {
        let place = place_of(violation.subject(), attribute, target);
        match violation.rule().row().severity {
            Severity::Warned => errors.warn(place, violation),
            Severity::RefusedInRelease => errors.refuse_in_release(place, violation),
            _ => errors.refuse(place, violation),
        }
    }
    judgement
}

fn place_of(subject: Subject, attribute: &Attribute, target: Option<&Target>) -> Place {
    let entry = |at: usize| attribute.entries.get(at);
    let place = match subject {
        Subject::Policy => None,
        Subject::Key(at) => entry(at).map(|entry| entry.key),
        Subject::Value(at) => entry(at).map(|entry| entry.value),
        Subject::Element(at, element) => {
            entry(at).and_then(|entry| entry.elements.get(element).copied())
        }
        Subject::Item(part) => target.map(|target| target.place(part)),
    };
    place.unwrap_or_else(|| Place::at(Span::call_site()))
}
