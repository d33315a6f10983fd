//! Policies from environment variables.

use std::ffi::OsString;

use cors_policy::{Context, Entry, Key, PolicySpec, Rule, Value, Violation};

use super::lower::lower;
use crate::policy::Policy;
use crate::violations::{Violations, validate_for_this_build};

impl Policy {
    /// Builds a policy from the environment variables whose names begin with `prefix`.
    ///
    /// The rest of a name is a key of the attribute in upper case. With the prefix `CORS`:
    ///
    /// | variable | value |
    /// | --- | --- |
    /// | `CORS_ORIGINS`, `CORS_DEV_ORIGINS`, `CORS_HEADERS`, `CORS_EXPOSE`, `CORS_METHODS`, `CORS_HOSTS` | a list, separated by commas or white space |
    /// | `CORS_CREDENTIALS`, `CORS_ENFORCE` | `true` or `false` |
    /// | `CORS_MAX_AGE` | whole seconds |
    /// | `CORS_PROTOCOLS` | a list of names, as [`Protocol::as_str`](cors_policy::Protocol::as_str) writes them |
    /// | `CORS_DANGEROUSLY_ALLOW` | a list of options, as [`DangerouslyAllow::as_str`](cors_policy::DangerouslyAllow::as_str) writes them |
    ///
    /// A variable that is unset or empty is a key that is not written. An underscore between the prefix and
    /// the key is added if `prefix` does not end with one, and the case of a name does not matter. With an
    /// empty prefix, the names are those of the keys, and other variables are ignored.
    ///
    /// ```no_run
    /// # extern crate cors_runtime as cors;
    /// use cors::Policy;
    ///
    /// fn main() -> Result<(), cors::Violations> {
    ///     // CORS_ORIGINS="https://app.example.com,https://*.example.org"
    ///     // CORS_CREDENTIALS=true
    ///     let policy = Policy::from_env("CORS")?;
    ///     // Serve the application with `policy`.
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Every violation, with the name of its variable: `CORS_ORIGINS[2]`. An unknown variable that begins
    /// with the prefix is a violation that names the variable that was probably meant, because a misspelt
    /// `CORS_ENFORCE` must not go unnoticed.
    pub fn from_env(prefix: &str) -> Result<Self, Violations> {
        from_variables(prefix, std::env::vars_os())
    }
}

/// Builds a policy from variables, of which those with the prefix are read.
fn from_variables(
    prefix: &str,
    variables: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<Policy, Violations> {
    let prefix = match prefix {
        "" => String::new(),
        prefix => format!("{}_", prefix.strip_suffix('_').unwrap_or(prefix)),
    };
    let mut variables: Vec<Variable> = variables
        .into_iter()
        .filter_map(|(name, value)| Variable::read(&prefix, &name, &value))
        .collect();
    // The environment has no order, and messages are in that of the keys.
    variables.sort_by(|a, b| (position(&a.key), &a.name).cmp(&(position(&b.key), &b.name)));

    let mut spec = PolicySpec::new(Context::Configuration);
    let mut names = Vec::new();
    for Variable { name, key, value } in variables {
        if let Some(value) = lower(&key, Value::Text(value)) {
            spec.entries.push(Entry { key, value });
            names.push(name);
        }
    }
    let policy = validate_for_this_build(&spec).map_err(|violations| {
        violations.map(|violation| in_words_of_variables(&prefix, &spec.entries, &names, violation))
    })?;
    Ok(Policy::from_valid(policy, None))
}

struct Variable {
    name: String,
    key: String,
    value: String,
}

impl Variable {
    /// Returns the variable, unless it has another prefix or is empty. Bytes that are not UTF-8 are
    /// replaced, and the result is not a valid value of any key.
    fn read(prefix: &str, name: &OsString, value: &OsString) -> Option<Self> {
        let name = name.to_string_lossy();
        let begin = name.get(..prefix.len())?;
        if !begin.eq_ignore_ascii_case(prefix) || value.is_empty() {
            return None;
        }
        let key = name[prefix.len()..].to_lowercase();
        if prefix.is_empty() && key.parse::<Key>().is_err() {
            return None;
        }
        Some(Self {
            key,
            name: name.into_owned(),
            value: value.to_string_lossy().into_owned(),
        })
    }
}

/// Returns the position of a key in messages. Unknown keys are last.
fn position(key: &str) -> usize {
    let mut keys = Key::ALL.iter();
    keys.position(|known| known.as_str() == key)
        .unwrap_or(usize::MAX)
}

/// Replaces the key that a violation names by the variable.
fn in_words_of_variables(
    prefix: &str,
    entries: &[Entry],
    names: &[String],
    violation: Violation,
) -> Violation {
    let variable = |key: &str| format!("{prefix}{key}").to_uppercase();
    let (key, element) = match violation.path().find('[') {
        Some(at) => violation.path().split_at(at),
        None => (violation.path(), ""),
    };
    let name = entries
        .iter()
        .zip(names)
        .find(|(entry, _)| entry.key == key);
    match (violation.rule(), name) {
        (Rule::SaysNothing | Rule::OriginsMissing, _) => {
            Violation::missing_variable(&variable(Key::Origins.as_str()))
        }
        (Rule::UnknownKey, Some((_, name))) => {
            // Every second piece is a key in backticks.
            let pieces = violation.suggestion().split('`').enumerate();
            let pieces = pieces.map(|(index, piece)| match index % 2 {
                1 => variable(piece),
                _ => piece.to_owned(),
            });
            let suggestion = pieces.collect::<Vec<_>>().join("`");
            Violation::unknown_variable(name, &suggestion)
        }
        (_, Some((_, name))) => {
            let path = format!("{name}{element}");
            violation.with_path(path)
        }
        (_, None) => violation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(prefix: &str, variables: &[(&str, &str)]) -> Result<Policy, Violations> {
        let variables = variables
            .iter()
            .map(|(name, value)| (name.into(), value.into()));
        from_variables(prefix, variables)
    }

    fn errors(prefix: &str, variables: &[(&str, &str)]) -> Vec<String> {
        let violations = build(prefix, variables).expect_err("an invalid policy");
        let lines = violations.iter().map(|violation| {
            format!(
                "{}: {}; {}",
                violation.path(),
                violation.message(),
                violation.help()
            )
        });
        lines.collect()
    }

    #[test]
    fn every_key_is_a_variable() {
        let policy = build(
            "CORS",
            &[
                (
                    "CORS_ORIGINS",
                    "https://app.example.com, http://*.example.org",
                ),
                ("CORS_DEV_ORIGINS", "http://localhost:3000"),
                ("CORS_CREDENTIALS", "true"),
                ("CORS_HEADERS", "x-b content-type"),
                ("CORS_EXPOSE", "etag"),
                ("CORS_METHODS", "PUT,DELETE"),
                ("CORS_MAX_AGE", "600"),
                ("CORS_ENFORCE", "true"),
                ("CORS_HOSTS", "api.example.com"),
                ("CORS_PROTOCOLS", "tus"),
                ("CORS_DANGEROUSLY_ALLOW", "insecure_origins"),
                ("PATH", "/bin"),
                ("CORSICA", "an island"),
            ],
        );
        let expected = Policy::builder()
            .origins(["https://app.example.com", "http://*.example.org"])
            .dev_origins(["http://localhost:3000"])
            .credentials()
            .headers(["x-b", "content-type"])
            .expose(["etag"])
            .methods(["PUT", "DELETE"])
            .max_age(600)
            .enforce()
            .hosts(["api.example.com"])
            .protocols([cors_policy::Protocol::Tus])
            .dangerously_allow([cors_policy::DangerouslyAllow::InsecureOrigins]);
        assert_eq!(policy, expected.build());
        // A key without a variable would not be in the table above.
        for key in Key::ALL {
            let is_in_program = matches!(key, Key::OriginsFrom | Key::Policy | Key::Crate);
            let name = format!("CORS_{}", key.as_str().to_uppercase());
            let errors = errors("CORS", &[(&name, "?")]);
            let is_unknown = errors.iter().any(|error| error.contains("[J03]"));
            assert_eq!(is_unknown, is_in_program, "{name}: {errors:?}");
        }
    }

    #[test]
    fn prefix_may_end_with_an_underscore_and_case_does_not_matter() {
        let origins = "https://app.example.com";
        for (prefix, name) in [
            ("CORS", "CORS_ORIGINS"),
            ("CORS_", "CORS_ORIGINS"),
            ("cors", "CORS_ORIGINS"),
            ("MY_APP_CORS", "my_app_cors_origins"),
            ("", "ORIGINS"),
        ] {
            let policy = build(prefix, &[(name, origins), ("HEADER_X", "1")]);
            assert!(
                policy.is_ok_and(|policy| policy.allows(origins.as_bytes())),
                "{name}"
            );
        }
    }

    #[test]
    fn empty_and_false_variables_are_absent_keys() {
        let policy = build(
            "CORS",
            &[
                ("CORS_ORIGINS", "*"),
                ("CORS_CREDENTIALS", "false"),
                ("CORS_ENFORCE", ""),
                ("CORS_MAX_AGE", ""),
                ("CORS_METHODS", ""),
            ],
        );
        assert_eq!(policy, Policy::builder().origins(["*"]).build());
    }

    #[test]
    fn violations_name_their_variable() {
        let errors = errors(
            "CORS",
            &[
                ("CORS_ENFORCED", "true"),
                ("CORS_COLOUR", "red"),
                ("CORS_CREDENTIALS", "yes"),
                ("CORS_MAX_AGE", "10 minutes"),
                ("CORS_ORIGINS", "https://app.example.com,https://b.example/"),
                ("CORS_ORIGINS_FROM", "TENANTS"),
            ],
        );
        assert_eq!(
            errors,
            [
                "CORS_ORIGINS[1]: origin `https://b.example/` ends with a slash [C05]; write it as \
                 browsers send it: `\"https://b.example\"`",
                "CORS_ORIGINS_FROM: unknown environment variable `CORS_ORIGINS_FROM` [J03]; set \
                 `CORS_ORIGINS` instead",
                "CORS_CREDENTIALS: `credentials` takes `true` or `false`, not `\"yes\"` [J01]; write \
                 `credentials = true`",
                "CORS_MAX_AGE: `max_age` takes whole seconds, not `\"10 minutes\"` [G05]; write a \
                 whole number, as in `max_age = 600`",
                "CORS_COLOUR: unknown environment variable `CORS_COLOUR` [J03]; set one of \
                 `CORS_ORIGINS`, `CORS_DEV_ORIGINS`, `CORS_CREDENTIALS`, `CORS_HEADERS`, \
                 `CORS_EXPOSE`, `CORS_MAX_AGE`, `CORS_METHODS`, `CORS_ENFORCE`, `CORS_HOSTS`, `CORS_PROTOCOLS`, \
                 `CORS_DANGEROUSLY_ALLOW` instead",
                "CORS_ENFORCED: unknown environment variable `CORS_ENFORCED` [J03]; set \
                 `CORS_ENFORCE` instead",
            ]
        );
    }

    #[test]
    fn missing_origins_name_their_variable() {
        let missing = "policy: environment variable `API_ORIGINS` is unset or empty [C70]; set it to \
                       a comma-separated list of origins: `API_ORIGINS=https://app.example.com`";
        assert_eq!(errors("API", &[]), [missing]);
        assert_eq!(errors("API", &[("API_CREDENTIALS", "true")]), [missing]);
    }

    #[test]
    fn names_in_two_cases_are_duplicates() {
        let errors = errors("CORS", &[("CORS_ORIGINS", "*"), ("cors_origins", "*")]);
        assert_eq!(
            errors,
            ["CORS_ORIGINS: duplicate key `origins` [A02]; keep only one `origins`"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn text_that_is_not_utf8_is_an_error() {
        use std::os::unix::ffi::OsStringExt;
        let value = OsString::from_vec(b"https://\xff.example".to_vec());
        let name = OsString::from_vec(b"\xffCORS_ORIGINS".to_vec());
        let violations =
            from_variables("CORS", [("CORS_ORIGINS".into(), value), (name, "x".into())]);
        let violations = violations.expect_err("an invalid origin");
        let paths: Vec<_> = violations.iter().map(Violation::path).collect();
        assert_eq!(paths, ["CORS_ORIGINS[0]"]);
    }
}
