//! The policy: only what is right can stand here.
//!
//! A policy comes out of the judge, or out of an expansion that quotes what the judge said. It
//! cannot be changed: its lists are kept as the texts that go over the wire.

use std::borrow::Cow;

use super::method::is_safelisted;
use super::pattern::Pattern;
#[cfg(feature = "protocol")]
use super::source::Source;
use super::text::as_sent;
use super::texts::Texts;

/// A CORS policy that the judge has accepted.
///
/// ```
/// use cors_runtime::policy::{Draft, judge};
/// let draft = Draft::named([("origins", &["https://app.example.com"])]);
/// let policy = judge(&draft).policy.unwrap();
/// assert!(policy.allows(b"https://app.example.com"));
/// assert!(!policy.allows(b"https://app.example.com."));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    pub(super) origins: Origins,
    /// Asked besides `origins`; empty where debug assertions are off.
    pub(super) dev_origins: Origins,
    /// Asked besides both.
    #[cfg(feature = "protocol")]
    pub(super) source: Option<Source>,
    pub(super) credentials: bool,
    pub(super) enforce: bool,
    /// The values of the list headers, ready to be sent; empty where the header is left out.
    pub(super) methods: Cow<'static, str>,
    pub(super) headers: Cow<'static, str>,
    pub(super) expose: Cow<'static, str>,
    pub(super) max_age: Cow<'static, str>,
}

/// Who may read the response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origins {
    /// `"*"`: everybody, and never with credentials.
    Any,
    /// The origins that are listed.
    Listed {
        /// Exact origins, as they are sent.
        exact: Texts,
        /// Patterns, in the order they were written.
        patterns: Cow<'static, [Pattern]>,
    },
}

impl Origins {
    /// Nobody.
    pub const NONE: Origins = Origins::Listed {
        exact: Texts::NONE,
        patterns: Cow::Borrowed(&[]),
    };
}

impl Policy {
    /// For expansions: a policy that the macro's judge has accepted, in its parts. The texts are
    /// what goes over the wire.
    #[doc(hidden)]
    #[must_use]
    pub const fn judged(
        origins: Origins,
        dev_origins: Origins,
        credentials: bool,
        methods: &'static str,
        headers: &'static str,
        expose: &'static str,
        max_age: &'static str,
    ) -> Self {
        Self {
            origins,
            dev_origins,
            #[cfg(feature = "protocol")]
            source: None,
            credentials,
            enforce: false,
            methods: Cow::Borrowed(methods),
            headers: Cow::Borrowed(headers),
            expose: Cow::Borrowed(expose),
            max_age: Cow::Borrowed(max_age),
        }
    }

    /// For expansions: the policy with `enforce`.
    #[doc(hidden)]
    #[must_use]
    pub const fn enforcing(mut self) -> Self {
        self.enforce = true;
        self
    }

    /// For expansions: what stands in for a refused policy, so that the handler below it still has
    /// its shape. It lets nobody in, and never ships: the error beside it stops the build.
    #[doc(hidden)]
    #[must_use]
    pub const fn inert() -> Self {
        Self::judged(Origins::NONE, Origins::NONE, false, "", "", "", "")
    }

    /// Whether every site may read responses: `origins = ["*"]`.
    #[must_use]
    #[inline]
    pub const fn is_public(&self) -> bool {
        matches!(self.origins, Origins::Any)
    }

    /// Who may read responses, in every build.
    #[must_use]
    pub const fn origins(&self) -> &Origins {
        &self.origins
    }

    /// Who may besides, in builds with debug assertions; nobody in others.
    #[must_use]
    pub const fn dev_origins(&self) -> &Origins {
        &self.dev_origins
    }

    /// Whether cookies, HTTP authentication and client certificates may come along.
    #[must_use]
    pub const fn credentials(&self) -> bool {
        self.credentials
    }

    /// Whether the handler does not even run for origins that are neither allowed nor the server's
    /// own: `enforce`.
    #[must_use]
    #[inline]
    pub const fn enforces(&self) -> bool {
        self.enforce
    }

    /// The value of `Access-Control-Allow-Methods`; empty where it is left out.
    ///
    /// Fetch, «CORS-safelisted method»: `GET`, `HEAD` and `POST` are allowed without it.
    #[must_use]
    pub fn methods(&self) -> &str {
        &self.methods
    }

    /// The value of `Access-Control-Allow-Headers`; empty where it is left out.
    #[must_use]
    pub fn headers(&self) -> &str {
        &self.headers
    }

    /// The value of `Access-Control-Expose-Headers`; empty where it is left out.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.expose
    }

    /// The value of `Access-Control-Max-Age`, in seconds; empty where it is left out.
    #[must_use]
    pub fn max_age(&self) -> &str {
        &self.max_age
    }
}

/// The value of `Access-Control-Allow-Methods` for a list: sorted, without spaces, and left out when
/// every method is safelisted, since those need no permission.
#[must_use]
pub fn methods_as_sent(methods: &[&str]) -> String {
    let mut texts = Vec::new();
    let mut all_safelisted = true;
    for method in methods {
        all_safelisted &= is_safelisted(method);
        texts.push((*method).to_owned());
    }
    if all_safelisted {
        String::new()
    } else {
        as_sent(&texts)
    }
}

/// The value of a list of header names: lower case, sorted, without spaces. That is the form in
/// which browsers ask.
#[must_use]
pub fn names_as_sent(names: &[String]) -> String {
    let mut lower = Vec::new();
    for name in names {
        lower.push(name.to_ascii_lowercase());
    }
    as_sent(&lower)
}
