//! The face of the judge for programs: the same keys, judged when the program starts.

use super::draft::{Draft, Hatch, Key, Place, Value};
use super::judge::{Judgement, judge};
use super::judged::{Origins, Policy};
use super::source::{OriginSource, Source};
use super::violation::Severity;
use super::violations::{Violations, judge_here};

/// A policy in the making: the keys of the attribute, from values that only the running program has.
///
/// ```
/// use cors_runtime::policy::{Hatch, Policy};
///
/// let from_configuration = vec!["https://app.example.com".to_owned()];
/// let policy = Policy::builder()
///     .origins(from_configuration)
///     .credentials()
///     .headers(["content-type"])
///     .max_age(600)
///     .build()?;
/// assert!(policy.allows(b"https://app.example.com"));
/// # Ok::<_, cors_runtime::policy::Violations>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "nothing is judged before `build`"]
pub struct PolicyBuilder {
    draft: Draft,
    source: Option<Source>,
}

impl Policy {
    /// Begins a policy whose values the compiler cannot see.
    pub const fn builder() -> PolicyBuilder {
        PolicyBuilder {
            draft: Draft::new(Place::Named),
            source: None,
        }
    }

    /// The policy as somebody would have written it. Judged again, it is the same policy.
    #[must_use]
    pub fn to_draft(&self) -> Draft {
        let words = |text: &str| -> Vec<String> {
            let words = text.split(',').filter(|word| !word.is_empty());
            words.map(str::to_owned).collect()
        };
        let mut builder = Policy::builder()
            .list(Key::Origins, origins_of(self.origins()))
            .list(Key::DevOrigins, origins_of(self.dev_origins()))
            .list(Key::Methods, words(self.methods()))
            .list(Key::Headers, words(self.headers()))
            .list(Key::Expose, words(self.expose()));
        if self.credentials() {
            builder = builder.credentials();
        }
        if self.enforces() {
            builder = builder.enforce();
        }
        if let Ok(seconds) = self.max_age().parse() {
            builder = builder.max_age(seconds);
        }
        if let Some(source) = self.source() {
            builder = builder.origins_from(source);
        }
        // Lists that were not said are not said again.
        builder
            .draft
            .entries
            .retain(|entry| entry.value != Value::List(Vec::new()));
        builder.with_needed_hatches().draft
    }
}

fn origins_of(origins: &Origins) -> Vec<String> {
    match origins {
        Origins::Any => vec!["*".to_owned()],
        Origins::Listed { exact, patterns } => {
            let exact = exact.iter().map(str::to_owned);
            exact
                .chain(patterns.iter().map(ToString::to_string))
                .collect()
        }
    }
}

impl PolicyBuilder {
    /// Who may read the response: origins, patterns over them, or `"*"` alone.
    pub fn origins<T: Into<String>>(self, origins: impl IntoIterator<Item = T>) -> Self {
        self.list(Key::Origins, origins)
    }

    /// Who may besides, in builds with debug assertions; release builds leave them out.
    pub fn dev_origins<T: Into<String>>(self, origins: impl IntoIterator<Item = T>) -> Self {
        self.list(Key::DevOrigins, origins)
    }

    /// Origins that are known to something else, which is asked besides the lists.
    pub fn origins_from(mut self, source: &'static dyn OriginSource) -> Self {
        self.draft = self
            .draft
            .with(Key::OriginsFrom.as_str(), Value::Path("source".to_owned()));
        self.source = Some(Source(source));
        self
    }

    /// Cookies, HTTP authentication and client certificates may come along.
    pub fn credentials(mut self) -> Self {
        self.draft = self.draft.with(Key::Credentials.as_str(), Value::Flag);
        self
    }

    /// The request headers that scripts may send.
    pub fn headers<T: Into<String>>(self, names: impl IntoIterator<Item = T>) -> Self {
        self.list(Key::Headers, names)
    }

    /// The response headers that scripts may read.
    pub fn expose<T: Into<String>>(self, names: impl IntoIterator<Item = T>) -> Self {
        self.list(Key::Expose, names)
    }

    /// How long browsers keep a preflight, in seconds.
    pub fn max_age(mut self, seconds: u64) -> Self {
        self.draft = self
            .draft
            .with(Key::MaxAge.as_str(), Value::Number(seconds.to_string()));
        self
    }

    /// The methods that scripts may use besides `GET`, `HEAD` and `POST`.
    pub fn methods<T: Into<String>>(self, methods: impl IntoIterator<Item = T>) -> Self {
        self.list(Key::Methods, methods)
    }

    /// The handler does not run for a request whose origin is neither allowed nor the server's own:
    /// it is answered with 403.
    pub fn enforce(mut self) -> Self {
        self.draft = self.draft.with(Key::Enforce.as_str(), Value::Flag);
        self
    }

    /// Lets through what is refused otherwise.
    pub fn dangerously_allow(mut self, hatches: impl IntoIterator<Item = Hatch>) -> Self {
        let words = hatches.into_iter();
        let words = words.map(|hatch| Value::Other(hatch.as_str().to_owned()));
        self.draft = self
            .draft
            .with(Key::DangerouslyAllow.as_str(), Value::List(words.collect()));
        self
    }

    fn list<T: Into<String>>(mut self, key: Key, texts: impl IntoIterator<Item = T>) -> Self {
        let texts = texts.into_iter().map(|text| Value::Text(text.into()));
        self.draft = self.draft.with(key.as_str(), Value::List(texts.collect()));
        self
    }

    /// What the judge says, warnings included, and whatever the build.
    #[must_use]
    pub fn judge(&self) -> Judgement {
        judge(&self.draft)
    }

    /// The policy, or every mistake in it.
    pub fn build(self) -> Result<Policy, Violations> {
        let judgement = judge_here(&self.draft)?;
        let mut policy = judgement.policy.unwrap_or(Policy::inert());
        policy.source = self.source;
        if cfg!(not(debug_assertions)) {
            policy.dev_origins = Origins::NONE;
        }
        Ok(policy)
    }

    /// With the words that the policy must have been let through by.
    fn with_needed_hatches(self) -> Self {
        let mut hatches: Vec<Hatch> = Vec::new();
        loop {
            let mut attempt = self.clone();
            if !hatches.is_empty() {
                attempt = attempt.dangerously_allow(hatches.iter().copied());
            }
            let missing = attempt
                .judge()
                .violations
                .iter()
                .find_map(|violation| match violation.rule().row().severity {
                    Severity::RefusedUnless(hatch) => Some(hatch),
                    _ => None,
                })
                .filter(|hatch| !hatches.contains(hatch));
            match missing {
                Some(hatch) => hatches.push(hatch),
                None => return attempt,
            }
        }
    }
}
