//! The judge: one function, and one room for each part of a policy.
//!
//! Every rule stands in its room once. The rooms look at the draft and report; what a report does
//! (a compile error at a literal, an error value at start-up) is the business of who asked.

mod credentials;
mod enforce;
mod entries;
mod expose;
mod hatches;
mod headers;
mod item;
mod max_age;
mod methods;
mod odd_origins;
mod origins;
mod signature;
#[cfg(test)]
mod verdicts;

use super::draft::{Draft, Key};
use super::judged::{Origins, Policy};
#[cfg(feature = "protocol")]
use super::violation::Severity;
use super::violation::{Part, Subject, Violation};
use entries::Said;
#[doc(hidden)]
pub use signature::unless_it_enforces;

/// What the judge says of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The policy, if nothing in the draft is refused in every build, and if the draft is a policy
    /// of its own and not the name of another.
    pub policy: Option<Policy>,
    /// Every mistake, in the order of the draft.
    pub violations: Vec<Violation>,
}

impl Judgement {
    /// Whether the draft is refused in every build: not only in release builds, and not only warned
    /// about.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        for violation in &self.violations {
            if violation.rule().row().severity.refuses() {
                return true;
            }
        }
        false
    }

    /// What is useless or surprising, and stands.
    #[cfg(feature = "protocol")]
    pub fn warnings(&self) -> impl Iterator<Item = &Violation> {
        self.violations
            .iter()
            .filter(|violation| violation.rule().row().severity == Severity::Warned)
    }
}

/// Judges a draft: every mistake in it at once, and the policy if there is none.
///
/// ```
/// use cors_runtime::policy::{Draft, judge};
/// let judgement = judge(&Draft::named([("origins", &["https://app.example.com/"])]));
/// assert_eq!(judgement.policy, None);
/// assert_eq!(
///     judgement.violations[0].to_string(),
///     "origin `https://app.example.com/` ends with a slash [C05]\n\
///      help: browsers send it without: `\"https://app.example.com\"`",
/// );
/// ```
#[must_use]
pub fn judge(draft: &Draft) -> Judgement {
    let mut violations = Vec::new();
    let found = &mut violations;

    item::judge(draft, found);
    let said = entries::judge(draft, found);
    let origins = origins::judge(&said, found);
    let methods = methods::judge(&said, found);
    let headers = headers::judge(&said, found);
    let expose = expose::judge(&said, origins.is_open(), found);
    let max_age = max_age::judge(&said, found);
    enforce::judge(&said, &origins, found);
    signature::judge(draft, &said, &origins, found);
    hatches::judge(&said, found);

    let mut judgement = Judgement {
        policy: None,
        violations: in_order(violations, draft),
    };
    if !judgement.is_refused() && !said.is_by_name() {
        judgement.policy = Some(Policy {
            origins: origins.always,
            // Release builds leave them out: a judge at start-up is compiled with the program, and
            // an expansion asks the program it is in.
            dev_origins: origins.in_development,
            #[cfg(feature = "protocol")]
            source: None,
            credentials: said.credentials,
            enforce: said.enforce.is_some(),
            methods: methods.into(),
            headers: headers.into(),
            expose: expose.into(),
            max_age: max_age.into(),
        });
    }
    judgement
}

/// Both lists of origins, judged.
pub(super) struct JudgedOrigins {
    always: Origins,
    in_development: Origins,
}

impl JudgedOrigins {
    /// Whether sites are let in that nobody has listed one by one.
    fn is_open(&self) -> bool {
        match &self.always {
            Origins::Any => true,
            Origins::Listed { patterns, .. } => !patterns.is_empty(),
        }
    }
}

/// The violations in the order of the draft. Nearly in that order is how they are found, so each is put
/// into its place from the end.
fn in_order(violations: Vec<Violation>, draft: &Draft) -> Vec<Violation> {
    let mut ordered: Vec<Violation> = Vec::new();
    for violation in violations {
        let place = in_source_order(violation.subject());
        let mut at = ordered.len();
        while at > 0 && in_source_order(ordered[at - 1].subject()) > place {
            at -= 1;
        }
        ordered.insert(at, violation.placed_in(draft));
    }
    ordered
}

/// What is said of the whole first, then entry by entry, then of the item below.
fn in_source_order(subject: Subject) -> (usize, usize, usize) {
    match subject {
        Subject::Policy => (0, 0, 0),
        Subject::Key(entry) => (1, entry, 0),
        Subject::Value(entry) => (1, entry, 1),
        Subject::Element(entry, element) => (1, entry, 2 + element),
        Subject::Item(Part::OtherAttribute) => (2, 0, 0),
        Subject::Item(Part::Route(at)) => (2, 1, at),
        Subject::Item(Part::Qualifier(at)) => (2, 2, at),
        Subject::Item(Part::Name) => (2, 3, 0),
        Subject::Item(Part::Receiver) => (2, 4, 0),
        Subject::Item(Part::Argument(at)) => (2, 5, at),
        Subject::Item(Part::Output) => (2, 6, 0),
        Subject::Item(Part::WebSocket(at)) => (2, 7, at),
        Subject::Item(Part::Mention(at)) => (2, 8, at),
    }
}

impl Said<'_> {
    fn is_by_name(&self) -> bool {
        self.keys.contains(&Key::Policy)
    }
}
