//! Every mistake of a policy that was made at run time, as one error value.

use std::fmt;

use super::draft::Draft;
use super::judge::Judgement;
use super::violation::{Severity, Subject, Violation};
use super::{Rule, judge};

/// The mistakes of a policy, in the order in which it says things. There is at least one that
/// refuses the policy; warnings stand among them.
///
/// ```
/// use cors_runtime::policy::Policy;
///
/// let refused = Policy::builder()
///     .origins(["https://app.example.com/", "*"])
///     .credentials()
///     .max_age(1_000_000_000)
///     .build()
///     .unwrap_err();
/// let ids: Vec<_> = refused.iter().map(|violation| violation.rule().row().id).collect();
/// assert_eq!(ids, ["C05", "B01", "G02"]);
/// assert_eq!(refused.iter().next().unwrap().place(), "origins[0]");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// The one mistake that is no entry of a draft.
    pub(crate) fn of_variable(name: &str) -> Self {
        let violation = Violation::new(Rule::NoSuchVariable, Subject::Policy, name);
        Self(vec![violation.placed_in(&Draft::new(super::Place::Set))])
    }

    /// The mistakes, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    /// A paragraph for each mistake: its place and the message, then the help.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, violation) in self.0.iter().enumerate() {
            if at > 0 {
                out.write_str("\n")?;
            }
            write!(
                out,
                "{}: {}\n  help: {}",
                violation.place(),
                violation.message(),
                violation.help()
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// Judges a draft in the build it runs in: what is refused in release builds is refused there.
pub(crate) fn judge_here(draft: &Draft) -> Result<Judgement, Violations> {
    let judgement = judge(draft);
    let refuses = |violation: &Violation| match violation.rule().row().severity {
        Severity::RefusedInRelease => cfg!(not(debug_assertions)),
        severity => severity.refuses(),
    };
    if judgement.violations.iter().any(refuses) {
        Err(Violations(judgement.violations))
    } else {
        Ok(judgement)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Violations {
    /// The list of them.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Violation {
    /// Rule, place, value, message and help: what a program needs to show the mistake.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Violation", 5)?;
        fields.serialize_field("rule", self.rule().row().id)?;
        fields.serialize_field("place", self.place())?;
        fields.serialize_field("value", self.said())?;
        fields.serialize_field("message", self.message().as_str())?;
        fields.serialize_field("help", self.help().as_str())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Policy;
    use super::*;

    fn refused() -> Violations {
        let builder = Policy::builder().origins(["https://a.example/"]);
        let refused = builder.max_age(3_600_000).build();
        refused.expect_err("a refused policy")
    }

    #[test]
    fn mistakes_are_listed_one_by_one() {
        let rules = [Rule::OriginSlash, Rule::MaxAgeMilliseconds];
        let borrowed: Vec<_> = (&refused()).into_iter().map(Violation::rule).collect();
        let owned: Vec<_> = refused().into_iter().map(|one| one.rule()).collect();
        assert_eq!((borrowed, owned), (rules.to_vec(), rules.to_vec()));
    }

    #[test]
    fn mistakes_are_paragraphs_of_one_text() {
        assert_eq!(
            refused().to_string(),
            "origins[0]: origin `https://a.example/` ends with a slash [C05]\n  \
             help: write it as browsers send it: `\"https://a.example\"`\n\
             max_age: `max_age = 3600000` looks like milliseconds, but `max_age` is in seconds [G06]\n  \
             help: write `max_age = 3600`"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn mistakes_are_data_for_other_programs() {
        let data = serde_json::to_value(refused()).expect("json");
        assert_eq!(data.as_array().map(Vec::len), Some(2));
        assert_eq!(
            data[1],
            serde_json::json!({
                "rule": "G06",
                "place": "max_age",
                "value": "3600000",
                "message": "`max_age = 3600000` looks like milliseconds, but `max_age` is in seconds [G06]",
                "help": "write `max_age = 3600`",
            })
        );
    }
}
