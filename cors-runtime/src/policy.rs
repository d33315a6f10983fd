//! The policy of a handler, a layer or a whole service.

use std::borrow::Cow;

use cors_policy::{HostPattern, ValidPolicy};

use crate::headers::is_serialised_origin;
use crate::origins::{ExactOrigins, OriginSource, Origins, SourceRef};
use crate::request_target::RequestTarget;

/// A valid CORS policy.
///
/// A policy comes from an attribute, from `policy!`, or from [`Policy::builder`]. It cannot be changed.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::Policy;
///
/// let policy = Policy::builder().origins(["https://app.example.com"]).build()?;
/// assert!(policy.allows(b"https://app.example.com"));
/// assert!(!policy.allows(b"https://app.example.com."));
/// # Ok::<_, cors::Violations>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    origins: Origins,
    /// Empty in builds without debug assertions.
    dev_origins: Origins,
    source: Option<SourceRef>,
    credentials: bool,
    enforce: bool,
    /// Empty if requests for any host are served.
    hosts: Cow<'static, [HostPattern]>,
    method_override: bool,
    // The values of the list headers in wire format; empty where the header is omitted.
    methods: Cow<'static, str>,
    headers: Cow<'static, str>,
    exposed_headers: Cow<'static, str>,
    max_age: Cow<'static, str>,
}

impl Policy {
    /// Creates a policy from the parts that validation returned. For expansions only.
    #[doc(hidden)]
    #[must_use]
    #[allow(
        clippy::too_many_arguments,
        reason = "a constant function cannot replace a field later"
    )]
    pub const fn from_validated_parts(
        origins: Origins,
        dev_origins: Origins,
        credentials: bool,
        hosts: &'static [HostPattern],
        methods: &'static str,
        headers: &'static str,
        exposed_headers: &'static str,
        max_age: &'static str,
    ) -> Self {
        Self {
            origins,
            dev_origins,
            source: None,
            credentials,
            enforce: false,
            hosts: Cow::Borrowed(hosts),
            method_override: false,
            methods: Cow::Borrowed(methods),
            headers: Cow::Borrowed(headers),
            exposed_headers: Cow::Borrowed(exposed_headers),
            max_age: Cow::Borrowed(max_age),
        }
    }

    /// Creates a policy whose origins are exact ones, from the parts that validation returned. `headers` are
    /// the methods, the request headers, the exposed headers and the age. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_exact_origins(
        origins: &'static [&'static str],
        credentials: bool,
        [methods, headers, exposed_headers, max_age]: [&'static str; 4],
    ) -> Self {
        let origins = Origins::List {
            exact: ExactOrigins::from_sorted_static(origins),
            patterns: Cow::Borrowed(&[]),
        };
        Self::from_validated_parts(
            origins,
            Origins::NONE,
            credentials,
            &[],
            methods,
            headers,
            exposed_headers,
            max_age,
        )
    }

    /// Sets `enforce`. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_enforce(mut self) -> Self {
        self.enforce = true;
        self
    }

    /// Sets `dangerously_allow = [method_override]`. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_method_override(mut self) -> Self {
        self.method_override = true;
        self
    }

    /// Sets the source that `origins_from` names. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_origin_source(mut self, source: &'static dyn OriginSource) -> Self {
        self.source = Some(SourceRef(source));
        self
    }

    /// Creates the policy that stands in for an invalid one, so that the handler keeps its shape and
    /// only the error about the policy is shown. It allows no origin.
    #[doc(hidden)]
    #[must_use]
    pub const fn deny_all() -> Self {
        Self::from_validated_parts(Origins::NONE, Origins::NONE, false, &[], "", "", "", "")
    }

    /// Returns whether `origin`, the value of an `Origin` header, may read responses to requests for every
    /// host and path. [`allows_for`](Self::allows_for) has the origins that a
    /// [source](OriginSource::allows_for) allows for some hosts or paths only.
    ///
    /// The comparison is byte by byte, like the
    /// [CORS check](https://fetch.spec.whatwg.org/#cors-check) in browsers. A value that is not a
    /// serialised origin is not allowed. The work is bounded whatever the length of the value.
    #[must_use]
    #[inline]
    pub fn allows(&self, origin: &[u8]) -> bool {
        self.lists(origin)
            || self.source.is_some_and(|source| {
                serialised_origin(origin).is_some_and(|origin| source.0.allows(origin))
            })
    }

    /// Returns whether `origin`, the value of an `Origin` header, may read the response to a request with
    /// this host and path, as a decision about the request does.
    #[must_use]
    #[inline]
    pub fn allows_for(&self, origin: &[u8], target: &RequestTarget<'_>) -> bool {
        self.allows_with(origin, || *target)
    }

    /// Returns whether `origin` may read the response to a request, of which the target is read for a
    /// source only.
    #[inline]
    pub(crate) fn allows_with<'r>(
        &self,
        origin: &[u8],
        target: impl FnOnce() -> RequestTarget<'r>,
    ) -> bool {
        self.lists(origin)
            || self.source.is_some_and(|source| {
                serialised_origin(origin)
                    .is_some_and(|origin| source.0.allows_for(origin, &target()))
            })
    }

    /// Returns whether the policy itself allows `origin`, without its source.
    #[inline]
    fn lists(&self, origin: &[u8]) -> bool {
        let mut lists = [&self.origins, &self.dev_origins].into_iter();
        lists.any(|list| list.contains(origin))
    }

    /// Returns whether any origin may read responses: `origins = ["*"]`.
    #[must_use]
    pub const fn allows_any_origin(&self) -> bool {
        matches!(self.origins, Origins::Any)
    }

    /// Returns the allowed origin of a policy that allows exactly one.
    #[must_use]
    pub fn single_origin(&self) -> Option<&str> {
        if self.source.is_some() || !self.dev_origins.is_empty() {
            return None;
        }
        self.origins.single()
    }

    /// Returns the origins that are allowed in every build.
    #[must_use]
    pub const fn origins(&self) -> &Origins {
        &self.origins
    }

    /// Returns the origins that are allowed in builds with debug assertions only; in other builds
    /// there are none.
    #[must_use]
    pub const fn dev_origins(&self) -> &Origins {
        &self.dev_origins
    }

    /// Returns the source of more origins, if the policy has one.
    #[must_use]
    pub fn source(&self) -> Option<&'static dyn OriginSource> {
        self.source.map(|source| source.0)
    }

    /// Returns whether requests may carry cookies, HTTP authentication and client certificates.
    #[must_use]
    pub const fn credentials(&self) -> bool {
        self.credentials
    }

    /// Returns whether a cross-origin request from an origin that is not allowed gets 403 before the
    /// handler runs: `enforce`.
    #[must_use]
    pub const fn enforces(&self) -> bool {
        self.enforce
    }

    /// Returns the hosts that the server has: `hosts`. If there are none, requests for any host are served.
    #[must_use]
    pub fn hosts(&self) -> &[HostPattern] {
        &self.hosts
    }

    /// Returns whether requests for this host are served: the value of `Host`, or `:authority`.
    #[must_use]
    #[inline]
    pub fn serves_host(&self, authority: Option<&[u8]>) -> bool {
        let mut hosts = self.hosts.iter();
        self.hosts.is_empty()
            || authority.is_some_and(|authority| hosts.any(|host| host.matches(authority)))
    }

    /// Returns whether pages may replace the method of a request: `dangerously_allow = [method_override]`.
    #[must_use]
    pub const fn allows_method_override(&self) -> bool {
        self.method_override
    }

    /// Returns the value of `Access-Control-Allow-Methods`; empty if the header is omitted.
    ///
    /// `GET`, `HEAD` and `POST` are
    /// [safelisted](https://fetch.spec.whatwg.org/#cors-safelisted-method) and allowed without it.
    #[must_use]
    pub fn methods(&self) -> &str {
        &self.methods
    }

    /// Returns the value of `Access-Control-Allow-Headers`; empty if the header is omitted.
    #[must_use]
    pub fn headers(&self) -> &str {
        &self.headers
    }

    /// Returns whether `headers` lists `name`, a lower-case name, or `"*"` and that covers `name`. Only
    /// for policies in statics, which no program has built. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn lists_header(&self, name: &str) -> bool {
        match &self.headers {
            Cow::Borrowed(list) => lists_header(list, name),
            // Cannot occur in a constant.
            Cow::Owned(_) => true,
        }
    }

    /// Returns the value of `Access-Control-Expose-Headers`; empty if the header is omitted.
    #[must_use]
    pub fn exposed_headers(&self) -> &str {
        &self.exposed_headers
    }

    /// Returns the value of `Access-Control-Max-Age`, in seconds; empty if the header is omitted.
    #[must_use]
    pub fn max_age(&self) -> &str {
        &self.max_age
    }

    /// Creates the policy of a program that is running: without `dev_origins` in builds without debug
    /// assertions.
    pub(crate) fn from_valid(valid: ValidPolicy, source: Option<SourceRef>) -> Self {
        let dev_origins = if cfg!(debug_assertions) {
            valid.dev_origins.into()
        } else {
            Origins::NONE
        };
        Self {
            origins: valid.origins.into(),
            dev_origins,
            source,
            credentials: valid.credentials,
            enforce: valid.enforce,
            hosts: valid.hosts.into(),
            method_override: valid.method_override,
            methods: valid.methods.into(),
            headers: valid.headers.into(),
            exposed_headers: valid.exposed_headers.into(),
            max_age: valid.max_age.into(),
        }
    }
}

/// Returns the value of `Origin` for a source, which sees serialised origins only, so that no source has to
/// handle `null`.
fn serialised_origin(origin: &[u8]) -> Option<&str> {
    is_serialised_origin(origin)
        .then(|| std::str::from_utf8(origin).ok())
        .flatten()
}

/// Returns whether the value of `Access-Control-Allow-Headers` covers a lower-case header name: `*`
/// covers each but `authorization`.
/// <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>
const fn lists_header(list: &str, name: &str) -> bool {
    let (list, name) = (list.as_bytes(), name.as_bytes());
    let is_wildcard_enough = !is_same(name, b"authorization");
    let mut rest = list;
    loop {
        let mut end = 0;
        while end < rest.len() && rest[end] != b',' {
            end += 1;
        }
        let (listed, after) = rest.split_at(end);
        if is_same(listed, name) || is_wildcard_enough && is_same(listed, b"*") {
            return true;
        }
        match after {
            [_, after @ ..] => rest = after,
            [] => return false,
        }
    }
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Policy, lists_header};
    use crate::origins::{LiveOrigins, Origins};

    static NONE: LiveOrigins = LiveOrigins::empty();
    static DENY_ALL: Policy = Policy::deny_all();

    fn policy(origins: &[&str]) -> Policy {
        let builder = Policy::builder().origins(origins.iter().copied());
        builder.build().expect("a valid policy")
    }

    #[test]
    fn single_origin_is_known_only_if_no_other_origin_is_allowed() {
        let a = "https://a.example.com";
        let b = "https://b.example.com";
        assert_eq!(policy(&[a]).single_origin(), Some(a));
        for origins in [
            &["*"][..],
            &["https://*.example.com"],
            &[a, "https://*.example.org"],
            &[a, b],
            &[a, b, "https://c.example.com"],
        ] {
            assert_eq!(policy(origins).single_origin(), None, "{origins:?}");
        }
    }

    #[test]
    fn dev_origins_and_sources_are_other_origins() {
        let one = policy(&["https://a.example.com"]);
        let mut with_dev = one.clone();
        with_dev.dev_origins = policy(&["https://b.example.com"]).origins;
        assert_eq!(with_dev.single_origin(), None);
        assert!(with_dev.allows(b"https://b.example.com"));
        assert!(one.source().is_none());
        let one = one.with_origin_source(&NONE);
        assert_eq!(one.single_origin(), None);
        assert!(one.allows(b"https://a.example.com"));
        assert!(!one.allows(b"https://b.example.com"));
        let source = one.source().expect("a source");
        assert!(!source.allows("https://b.example.com"));
    }

    #[test]
    fn header_lists_are_searched_by_name() {
        for (list, content_type, authorization) in [
            ("", false, false),
            ("content-type", true, false),
            ("authorization", false, true),
            ("authorization,content-type", true, true),
            ("x-content-type", false, false),
            ("content-type-x,x-authorization", false, false),
            ("content,type", false, false),
            ("*", true, false),
            ("*,authorization", true, true),
        ] {
            assert_eq!(lists_header(list, "content-type"), content_type, "{list}");
            assert_eq!(lists_header(list, "authorization"), authorization, "{list}");
        }
        const { assert!(!DENY_ALL.lists_header("content-type")) };
    }

    #[test]
    fn deny_all_allows_no_origin() {
        assert_eq!(*Policy::deny_all().origins(), Origins::NONE);
        assert!(!Policy::deny_all().allows(b"https://a.example.com"));
    }
}
