//! A set of origins and patterns that was read once.

use crate::policy::{Draft, Hatch, OriginSource, Origins, Place, Value, Violations, judge_here};

/// A set of origins and patterns, judged when it is made.
///
/// The policy that uses it may have credentials, so it is judged as if: `http://` origins and the like
/// need their word of `dangerously_allow`, and `"*"` is none. Finding an exact origin takes the same
/// time whatever the number of them; patterns are tried one by one.
///
/// ```
/// use cors_runtime::policy::OriginSource;
/// use cors_runtime::sources::OriginSet;
///
/// let origins = OriginSet::parse(["https://app.example.com", "https://*.example.org"])?;
/// assert!(origins.allows("https://app.example.com"));
/// assert!(origins.allows("https://a.example.org"));
///
/// let refused = OriginSet::parse(["https://app.example.com/"]).unwrap_err();
/// assert_eq!(
///     refused.to_string(),
///     "origins[0]: origin `https://app.example.com/` ends with a slash [C05]\n  \
///      help: write it as browsers send it: `\"https://app.example.com\"`",
/// );
/// # Ok::<_, cors_runtime::policy::Violations>(())
/// ```
#[derive(Debug, Clone)]
pub struct OriginSet {
    origins: Origins,
}

impl Default for OriginSet {
    fn default() -> Self {
        Self {
            origins: Origins::NONE,
        }
    }
}

impl OriginSet {
    /// Reads origins and patterns. Every mistake is listed, each at its place.
    pub fn parse<T: Into<String>>(
        origins: impl IntoIterator<Item = T>,
    ) -> Result<Self, Violations> {
        Self::dangerously_parse(origins, [])
    }

    /// The same, and lets through what these words stand for.
    pub fn dangerously_parse<T: Into<String>>(
        origins: impl IntoIterator<Item = T>,
        allow: impl IntoIterator<Item = Hatch>,
    ) -> Result<Self, Violations> {
        let texts = origins.into_iter().map(|text| Value::Text(text.into()));
        let mut draft = Draft::new(Place::Set).with("origins", Value::List(texts.collect()));
        let words = allow.into_iter();
        let words: Vec<_> = words
            .map(|hatch| Value::Other(hatch.as_str().to_owned()))
            .collect();
        if !words.is_empty() {
            draft = draft.with("dangerously_allow", Value::List(words));
        }
        let policy = judge_here(&draft)?.policy;
        Ok(policy.map_or_else(Self::default, |policy| Self {
            origins: policy.into_origins(),
        }))
    }

    /// Reads the environment variable `name`: origins with commas or white space between them.
    pub fn from_env(name: &str) -> Result<Self, Violations> {
        let text = std::env::var(name).unwrap_or_default();
        let mut origins = text
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|origin| !origin.is_empty())
            .peekable();
        if origins.peek().is_none() {
            return Err(Violations::of_variable(name));
        }
        Self::parse(origins)
    }

    /// How many origins and patterns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.origins {
            Origins::Listed { exact, patterns } => exact.len() + patterns.len(),
            // The judge knows that a set has no such thing.
            Origins::Any => 0,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl OriginSource for OriginSet {
    fn allows(&self, origin: &str) -> bool {
        self.origins.allow(origin.as_bytes())
    }
}
