//! A policy as a configuration file contains it.

use cors_policy::{Context, Entry, PolicySpec, Validation};

use crate::builder::PolicyBuilder;
use crate::policy::Policy;
use crate::violations::Violations;

/// A policy in a configuration: TOML, YAML, JSON, or any other format of `serde`.
///
/// The keys are those of the attribute. Deserialising accepts every key and every value, and
/// [`build`](Self::build) reports all mistakes at once. A field of type [`Policy`] is built while it is
/// deserialised, so the mistakes are in the error of the format, with the place of the field.
///
/// ```
/// # extern crate cors_runtime as cors;
/// # #[cfg(feature = "serde")] {
/// use cors::PolicyConfig;
///
/// let config: PolicyConfig = serde_json::from_str(
///     r#"{ "origins": ["https://app.example.com"], "credentials": true, "max_age": 600 }"#,
/// )?;
/// let policy = config.build()?;
/// assert!(policy.credentials());
///
/// let config: PolicyConfig = serde_json::from_str(
///     r#"{ "orgins": ["https://app.example.com"], "max_age": 3600000 }"#,
/// )?;
/// let violations = config.build().unwrap_err();
/// assert_eq!(
///     violations.within("cors").to_string(),
///     "deny: cors.orgins: unknown key `orgins` [A01]\n  \
///      help: write `origins`\n\
///      deny: cors.max_age: `max_age = 3600000` looks like milliseconds, but `max_age` is in seconds [G06]\n  \
///      help: write `max_age = 3600`",
/// );
/// # }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// | key | value |
/// | --- | --- |
/// | `origins`, `dev_origins`, `headers`, `expose`, `methods`, `hosts` | a list of strings, or one string separated by commas or white space |
/// | `credentials`, `enforce` | `true` or `false` |
/// | `max_age` | whole seconds |
/// | `protocols` | a list of names, as [`Protocol::as_str`](cors_policy::Protocol::as_str) writes them |
/// | `dangerously_allow` | a list of options, as [`DangerouslyAllow::as_str`](cors_policy::DangerouslyAllow::as_str) writes them |
///
/// Numbers and booleans may be in quotes, as some providers have them that read the environment. `null` is a
/// key that is not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a configuration has no effect until `build`"]
pub struct PolicyConfig {
    pub(super) entries: Vec<Entry>,
}

impl PolicyConfig {
    /// Validates the configuration and returns the policy.
    ///
    /// # Errors
    ///
    /// Every violation, if one of them denies the policy in this build. Unknown keys are among them.
    pub fn build(self) -> Result<Policy, Violations> {
        self.into_builder().build()
    }

    /// Returns the result of validation, warnings included, independent of the build.
    #[must_use]
    pub fn validate(&self) -> Validation {
        self.clone().into_builder().validate()
    }

    /// Returns a builder with the keys of the configuration, for what only the program has:
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// # #[cfg(feature = "serde")] {
    /// use cors::{LiveOrigins, PolicyConfig};
    ///
    /// static TENANTS: LiveOrigins = LiveOrigins::empty();
    ///
    /// let config: PolicyConfig = serde_json::from_str(r#"{ "credentials": true }"#)?;
    /// let policy = config.into_builder().origins_from(&TENANTS).methods(["PUT"]).build()?;
    /// assert_eq!(policy.methods(), "PUT");
    /// # }
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn into_builder(self) -> PolicyBuilder {
        let mut spec = PolicySpec::new(Context::Configuration);
        spec.entries = self.entries;
        PolicyBuilder::from_spec(spec)
    }
}
