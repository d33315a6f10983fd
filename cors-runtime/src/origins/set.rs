//! A set of origins that is parsed once.

use std::str::FromStr;

use cors_policy::{Context, DangerouslyAllow, PolicySpec, Value, Violation};

use super::list::Origins;
use super::source::OriginSource;
use crate::violations::{Violations, validate_for_this_build};

/// A set of origins and patterns, validated when it is created.
///
/// The policy that uses the set may allow credentials, so the stricter rules apply: `http://` origins,
/// patterns over preview deployments such as `https://app-*-team.vercel.app`, and the like need an option
/// of [`DangerouslyAllow`], and `"*"` is rejected.
///
/// The time to create a set grows like the number of its entries. For a request, exact origins are
/// found by binary search, so 10,000 cost about what 10 do. Patterns are tried one after another: the time
/// grows with their number, so list exact origins where there are thousands.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::{OriginSet, OriginSource};
///
/// let origins = OriginSet::parse(["https://app.example.com", "https://*.example.org"])?;
/// assert!(origins.allows("https://app.example.com"));
/// assert!(origins.allows("https://a.example.org"));
///
/// let violations = OriginSet::parse(["https://app.example.com/"]).unwrap_err();
/// let violation = violations.iter().next().unwrap();
/// assert_eq!(violation.path(), "origins[0]");
/// assert_eq!(violation.suggestion(), "https://app.example.com");
/// # Ok::<_, cors::Violations>(())
/// ```
#[derive(Debug, Clone)]
pub struct OriginSet {
    origins: Origins,
}

impl Default for OriginSet {
    /// Creates a set without origins.
    fn default() -> Self {
        Self {
            origins: Origins::NONE,
        }
    }
}

impl OriginSet {
    /// Parses origins and patterns.
    ///
    /// # Errors
    ///
    /// Every violation, each with its position: `origins[2]`.
    pub fn parse<T: Into<String>>(
        origins: impl IntoIterator<Item = T>,
    ) -> Result<Self, Violations> {
        Self::parse_with(origins, [])
    }

    /// Parses origins and patterns, with options of `dangerously_allow`.
    ///
    /// # Errors
    ///
    /// Every violation, among them options that no origin needs.
    pub fn parse_with<T: Into<String>>(
        origins: impl IntoIterator<Item = T>,
        allow: impl IntoIterator<Item = DangerouslyAllow>,
    ) -> Result<Self, Violations> {
        let origins = origins.into_iter().map(|origin| Value::Text(origin.into()));
        let mut spec =
            PolicySpec::new(Context::OriginSet).with("origins", Value::List(origins.collect()));
        let options = allow.into_iter();
        let options: Vec<_> = options
            .map(|option| Value::Path(option.as_str().to_owned()))
            .collect();
        if !options.is_empty() {
            spec = spec.with("dangerously_allow", Value::List(options));
        }
        let policy = validate_for_this_build(&spec)?;
        Ok(Self {
            origins: policy.origins.into(),
        })
    }

    /// Parses the environment variable `name`, a list separated by commas or white space:
    /// `https://app.example.com,https://*.example.org`. Quotes and the brackets of JSON are not part of
    /// an origin.
    ///
    /// # Errors
    ///
    /// Every violation, each with the variable and its position: `ALLOWED_ORIGINS[2]`; one, if the variable is
    /// unset or empty.
    pub fn from_env(name: &str) -> Result<Self, Violations> {
        let text = std::env::var(name).unwrap_or_default();
        let mut origins = split_list(&text).peekable();
        if origins.peek().is_none() {
            return Err(Violations::from(Violation::missing_variable(name)));
        }
        Self::parse(origins).map_err(|violations| {
            violations.map(|violation| {
                let path = violation.path().replacen("origins", name, 1);
                violation.with_path(path)
            })
        })
    }

    /// Returns the number of origins and patterns.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.origins {
            Origins::List { exact, patterns } => exact.len() + patterns.len(),
            // Validation rejects `"*"` in a set.
            Origins::Any => 0,
        }
    }

    /// Returns whether the set has no origins.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl FromStr for OriginSet {
    type Err = Violations;

    /// Parses a list separated by commas or white space, such as a command line argument or a value from
    /// the environment: `https://app.example.com,https://*.example.org`.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::OriginSet;
    ///
    /// let origins: OriginSet = "https://app.example.com, https://*.example.org".parse()?;
    /// assert_eq!(origins.len(), 2);
    /// # Ok::<_, cors::Violations>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, Violations> {
        Self::parse(split_list(text))
    }
}

/// Returns the elements of a list that is separated by commas or white space.
pub(crate) fn split_list(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c == ',' || c.is_whitespace())
        .filter(|element| !element.is_empty())
}

impl OriginSource for OriginSet {
    fn allows(&self, origin: &str) -> bool {
        self.origins.contains(origin.as_bytes())
    }
}
