//! The builder of policies whose values are known at run time only.

use cors_policy::{
    Context, DangerouslyAllow, Key, PolicySpec, Protocol, Validation, Value, validate,
};

use crate::origins::{OriginSource, SourceRef};
use crate::policy::Policy;
use crate::violations::{Violations, validate_for_this_build};

/// A builder of a policy, with the keys of the attribute.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::Policy;
///
/// let from_configuration = vec!["https://app.example.com".to_owned()];
/// let policy = Policy::builder()
///     .origins(from_configuration)
///     .credentials()
///     .headers(["content-type"])
///     .max_age(600)
///     .build()?;
/// assert!(policy.allows(b"https://app.example.com"));
/// # Ok::<_, cors::Violations>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder has no effect until `build`"]
pub struct PolicyBuilder {
    spec: PolicySpec,
    source: Option<SourceRef>,
}

impl Policy {
    /// Returns a builder, for values that are known at run time only.
    pub const fn builder() -> PolicyBuilder {
        PolicyBuilder::from_spec(PolicySpec::new(Context::Policy))
    }
}

impl PolicyBuilder {
    /// Returns a builder with the entries of a specification.
    pub(crate) const fn from_spec(spec: PolicySpec) -> Self {
        Self { spec, source: None }
    }

    /// Sets the origins that may read the response: origins, patterns over them, or `"*"` alone.
    pub fn origins<T: Into<String>>(self, origins: impl IntoIterator<Item = T>) -> Self {
        self.with_list(Key::Origins, origins)
    }

    /// Sets more origins for builds with debug assertions; other builds ignore them.
    pub fn dev_origins<T: Into<String>>(self, origins: impl IntoIterator<Item = T>) -> Self {
        self.with_list(Key::DevOrigins, origins)
    }

    /// Sets a source of more origins.
    pub fn origins_from(mut self, source: &'static dyn OriginSource) -> Self {
        self.source = Some(SourceRef(source));
        self.with(Key::OriginsFrom, Value::Path("source".to_owned()))
    }

    /// Allows requests with cookies, HTTP authentication and client certificates.
    pub fn credentials(self) -> Self {
        self.with(Key::Credentials, Value::Flag)
    }

    /// Sets the request headers that scripts may send.
    pub fn headers<T: Into<String>>(self, names: impl IntoIterator<Item = T>) -> Self {
        self.with_list(Key::Headers, names)
    }

    /// Sets the response headers that scripts may read.
    pub fn expose<T: Into<String>>(self, names: impl IntoIterator<Item = T>) -> Self {
        self.with_list(Key::Expose, names)
    }

    /// Sets how long browsers cache a preflight, in seconds.
    pub fn max_age(self, seconds: u64) -> Self {
        self.with(Key::MaxAge, Value::Number(seconds.to_string()))
    }

    /// Sets the methods that scripts may use in addition to `GET`, `HEAD` and `POST`.
    pub fn methods<T: Into<String>>(self, methods: impl IntoIterator<Item = T>) -> Self {
        self.with_list(Key::Methods, methods)
    }

    /// Rejects cross-origin requests from origins that are not allowed with 403, before the handler
    /// runs.
    pub fn enforce(self) -> Self {
        self.with(Key::Enforce, Value::Flag)
    }

    /// Sets the hosts that the server has, for [`enforce`](Self::enforce): `api.example.com`,
    /// `localhost:*`. Requests for other hosts get 403.
    pub fn hosts<T: Into<String>>(self, hosts: impl IntoIterator<Item = T>) -> Self {
        self.with_list(Key::Hosts, hosts)
    }

    /// Allows the headers and methods of protocols, in addition to those that the policy lists.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::{Policy, Protocol};
    ///
    /// let policy = Policy::builder()
    ///     .origins(["https://app.example.com"])
    ///     .protocols([Protocol::GrpcWeb])
    ///     .headers(["authorization"])
    ///     .build()?;
    /// assert_eq!(
    ///     policy.headers(),
    ///     "authorization,content-type,grpc-timeout,x-grpc-web,x-user-agent"
    /// );
    /// # Ok::<_, cors::Violations>(())
    /// ```
    pub fn protocols(self, protocols: impl IntoIterator<Item = Protocol>) -> Self {
        let protocols = protocols.into_iter();
        let protocols = protocols.map(|protocol| Value::Path(protocol.as_str().to_owned()));
        self.with(Key::Protocols, Value::List(protocols.collect()))
    }

    /// Allows what a rule would reject.
    pub fn dangerously_allow(self, options: impl IntoIterator<Item = DangerouslyAllow>) -> Self {
        let options = options.into_iter();
        let options = options.map(|option| Value::Path(option.as_str().to_owned()));
        self.with(Key::DangerouslyAllow, Value::List(options.collect()))
    }

    fn with_list<T: Into<String>>(self, key: Key, texts: impl IntoIterator<Item = T>) -> Self {
        let texts = texts.into_iter().map(|text| Value::Text(text.into()));
        self.with(key, Value::List(texts.collect()))
    }

    fn with(mut self, key: Key, value: Value) -> Self {
        self.spec = self.spec.with(key.as_str(), value);
        self
    }

    /// Returns the result of validation, warnings included, independent of the build.
    #[must_use]
    pub fn validate(&self) -> Validation {
        validate(&self.spec)
    }

    /// Validates the values and returns the policy.
    ///
    /// # Errors
    ///
    /// Every violation, if one of them denies the policy in this build.
    pub fn build(self) -> Result<Policy, Violations> {
        let policy = validate_for_this_build(&self.spec)?;
        Ok(Policy::from_valid(policy, self.source))
    }
}
