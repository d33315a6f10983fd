//! The error of a policy that is created at run time.

use std::fmt;

use cors_policy::{PolicySpec, Severity, ValidPolicy, Violation, validate};

/// The violations of a policy, in the order of its entries. At least one of them denies the policy;
/// warnings are among them.
///
/// ```
/// use cors_runtime::Policy;
///
/// let violations = Policy::builder()
///     .origins(["https://app.example.com/", "*"])
///     .credentials()
///     .max_age(1_000_000_000)
///     .build()
///     .unwrap_err();
/// let ids: Vec<_> = violations.iter().map(|violation| violation.rule().id()).collect();
/// assert_eq!(ids, ["C05", "B01", "G02"]);
/// assert_eq!(violations.iter().next().unwrap().path(), "origins[0]");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Iterates over the violations.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self(vec![violation])
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
    /// Writes a paragraph for each violation: the path and the message, then the help.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(
                f,
                "{}: {}\n  help: {}",
                violation.path(),
                violation.message(),
                violation.help()
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// Validates a specification at run time. Rules that deny in release builds apply if this is one.
pub(crate) fn validate_for_this_build(spec: &PolicySpec) -> Result<ValidPolicy, Violations> {
    let validation = validate(spec);
    let denies = |violation: &Violation| match violation.rule().info().severity {
        Severity::DenyInRelease => cfg!(not(debug_assertions)),
        severity => severity.denies(),
    };
    match validation.policy {
        Some(policy) if !validation.violations.iter().any(denies) => Ok(policy),
        _ => Err(Violations(validation.violations)),
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Violations {
    /// Serialises the list of violations, each with `rule`, `path`, `value`, `message` and `help`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(SerializeViolation))
    }
}

/// [`Violation`] is defined in a crate without dependencies.
#[cfg(feature = "serde")]
struct SerializeViolation<'v>(&'v Violation);

#[cfg(feature = "serde")]
impl serde::Serialize for SerializeViolation<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let violation = self.0;
        let mut fields = serializer.serialize_struct("Violation", 5)?;
        fields.serialize_field("rule", violation.rule().id())?;
        fields.serialize_field("path", violation.path())?;
        fields.serialize_field("value", violation.value())?;
        fields.serialize_field("message", violation.message().as_str())?;
        fields.serialize_field("help", violation.help().as_str())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use cors_policy::Rule;

    use super::*;
    use crate::Policy;

    fn denied() -> Violations {
        let builder = Policy::builder().origins(["https://a.example/"]);
        let denied = builder.max_age(3_600_000).build();
        denied.expect_err("an invalid policy")
    }

    #[test]
    fn violations_are_iterated_in_order() {
        let rules = [Rule::OriginSlash, Rule::MaxAgeMilliseconds];
        let borrowed: Vec<_> = (&denied()).into_iter().map(Violation::rule).collect();
        let owned: Vec<_> = denied()
            .into_iter()
            .map(|violation| violation.rule())
            .collect();
        assert_eq!((borrowed, owned), (rules.to_vec(), rules.to_vec()));
    }

    #[test]
    fn display_is_a_paragraph_for_each_violation() {
        let denied = denied();
        let [slash, milliseconds] = &denied.0[..] else {
            panic!("two violations");
        };
        assert_eq!(
            denied.to_string(),
            format!(
                "origins[0]: {}\n  help: {}\nmax_age: {}\n  help: {}",
                slash.message(),
                slash.help(),
                milliseconds.message(),
                milliseconds.help()
            )
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn violations_serialise_as_a_list() {
        let denied = denied();
        let data = serde_json::to_value(&denied).expect("json");
        assert_eq!(data.as_array().map(Vec::len), Some(2));
        assert_eq!(
            data[1],
            serde_json::json!({
                "rule": "G06",
                "path": "max_age",
                "value": "3600000",
                "message": denied.0[1].message(),
                "help": denied.0[1].help(),
            })
        );
    }
}
