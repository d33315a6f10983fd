//! The error of a policy that is created at run time.

use std::fmt;

use cors_policy::{Location, PolicySpec, Severity, ValidPolicy, Violation, validate};

/// The violations of a policy, in the order of its entries. At least one of them denies the policy;
/// warnings are among them.
///
/// `Display` begins with those that deny the policy. Each is a paragraph that begins with its severity:
///
/// ```text
/// deny: origins[0]: origin `https://app.example.com/` ends with a slash [C05]
///   help: write it as browsers send it: `"https://app.example.com"`
/// warn: max_age: `max_age = 7201` is shortened to 7200 seconds by Chromium and to 600 by Safari [G03]
///   help: write `max_age = 7200`
/// ```
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::Policy;
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
///
/// `Debug` prints the same text, because it is what `unwrap` and an error returned from `main` show; `{:#?}`
/// prints the fields.
#[derive(Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Iterates over the violations.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// Puts the key of a table before the path of each violation, so that it is a path in the file.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::Policy;
    ///
    /// let violations = Policy::builder().origins(["https://app.example.com/"]).build().unwrap_err();
    /// let violations = violations.within("cors");
    /// assert_eq!(violations.iter().next().unwrap().path(), "cors.origins[0]");
    /// ```
    #[must_use]
    pub fn within(self, table: &str) -> Self {
        self.map(|violation| {
            let path = match violation.location() {
                Location::Policy => table.to_owned(),
                _ => format!("{table}.{}", violation.path()),
            };
            violation.with_path(path)
        })
    }

    pub(crate) fn map(self, map: impl FnMut(Violation) -> Violation) -> Self {
        Self(self.0.into_iter().map(map).collect())
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
    /// Writes a paragraph for each violation: severity, path and message, then the help. Those that
    /// deny the policy in this build come first.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (denied, others): (Vec<_>, Vec<_>) = self.0.iter().partition(|v| denies(v));
        for (index, violation) in denied.into_iter().chain(others).enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(
                f,
                "{}: {}: {}\n  help: {}",
                violation.rule().info().severity.as_str(),
                violation.path(),
                violation.message(),
                violation.help()
            )?;
        }
        Ok(())
    }
}

impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            f.debug_tuple("Violations").field(&self.0).finish()
        } else {
            fmt::Display::fmt(self, f)
        }
    }
}

impl std::error::Error for Violations {}

/// Validates a specification at run time. Rules that deny in release builds apply if this is one.
pub(crate) fn validate_for_this_build(spec: &PolicySpec) -> Result<ValidPolicy, Violations> {
    let validation = validate(spec);
    match validation.policy {
        Some(policy) if !validation.violations.iter().any(denies) => Ok(policy),
        _ => Err(Violations(validation.violations)),
    }
}

/// Returns whether the violation denies a policy in this build.
fn denies(violation: &Violation) -> bool {
    match violation.rule().info().severity {
        Severity::DenyInRelease => cfg!(not(debug_assertions)),
        severity => severity.denies(),
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Violations {
    /// Serialises the list of violations, each with `rule`, `severity`, `path`, `value`, `message` and
    /// `help`. The severity is `deny`, `deny in release` or `warn`.
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
        let mut fields = serializer.serialize_struct("Violation", 6)?;
        fields.serialize_field("rule", violation.rule().id())?;
        fields.serialize_field("severity", violation.rule().info().severity.as_str())?;
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
                "deny: origins[0]: {}\n  help: {}\ndeny: max_age: {}\n  help: {}",
                slash.message(),
                slash.help(),
                milliseconds.message(),
                milliseconds.help()
            )
        );
    }

    /// `unwrap`, and `main` with `?`, print `Debug`.
    #[test]
    fn debug_is_display_and_its_alternate_form_has_the_fields() {
        let denied = denied();
        assert_eq!(format!("{denied:?}"), denied.to_string());
        let fields = format!("{denied:#?}");
        assert!(
            fields.starts_with("Violations(\n    [\n        Violation {\n"),
            "{fields}"
        );
    }

    #[test]
    fn paths_within_a_table_are_paths_in_the_file() {
        let paths = |violations: Violations| -> Vec<_> {
            let paths = violations
                .iter()
                .map(|violation| violation.path().to_owned());
            paths.collect()
        };
        assert_eq!(
            paths(denied().within("a.cors")),
            ["a.cors.origins[0]", "a.cors.max_age"]
        );
        let empty = Policy::builder().build().expect_err("an empty policy");
        assert_eq!(paths(empty.within("cors")), ["cors"]);
    }

    /// Returns violations with a warning, and one that denies in release builds only, before others.
    fn of_each_severity() -> Violations {
        let builder = Policy::builder()
            .max_age(7_201)
            .origins(["http://localhost:3000", "https://a.example/"])
            .credentials();
        builder.build().expect_err("an invalid policy")
    }

    #[test]
    fn display_begins_with_what_denies_the_policy_in_this_build() {
        let text = of_each_severity().to_string();
        let lines = text.lines().filter(|line| !line.starts_with("  help: "));
        let starts: Vec<_> = lines.map(|line| line.split(": ").next()).collect();
        let (deny, in_release) = (Some("deny"), Some("deny in release"));
        let expected = if cfg!(debug_assertions) {
            [deny, Some("warn"), in_release]
        } else {
            [in_release, deny, Some("warn")]
        };
        assert_eq!(starts, expected, "{text}");
    }

    /// The sentence is true in every build.
    #[test]
    fn local_origin_is_not_said_to_be_in_a_release_build() {
        let text = of_each_severity().to_string();
        assert!(
            text.contains(
                "`http://localhost:3000` with `credentials` is denied in release builds: any \
                 program on the user's machine can have that origin [B12]"
            ),
            "{text}"
        );
        let alone = Policy::builder()
            .origins(["http://localhost:3000"])
            .credentials()
            .build();
        assert_eq!(alone.is_ok(), cfg!(debug_assertions));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn severities_serialise_in_words() {
        let data = serde_json::to_value(of_each_severity()).expect("json");
        let severities: Vec<_> = (0..3)
            .map(|index| data[index]["severity"].clone())
            .collect();
        assert_eq!(severities, ["warn", "deny in release", "deny"]);
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
                "severity": "deny",
                "path": "max_age",
                "value": "3600000",
                "message": denied.0[1].message(),
                "help": denied.0[1].help(),
            })
        );
    }
}
