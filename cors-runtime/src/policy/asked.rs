//! The questions that a request asks of a policy. The macro, which is compiled with the judge, asks
//! none of them.

use super::judged::{Origins, Policy, Texts, order};
use super::source::{OriginSource, Source};
use crate::headers::is_serialised_origin;

impl Policy {
    /// Whether `origin`, as a browser sent it, may read responses.
    ///
    /// Byte by byte, as the CORS check compares. A value that is not an origin is not allowed, and
    /// the work is bounded whatever its length.
    #[must_use]
    pub fn allows(&self, origin: &[u8]) -> bool {
        self.origins.allow(origin)
            || self.dev_origins.allow(origin)
            || self.source.is_some_and(|source| {
                // What it is asked about is an origin: nobody should have to think of `null`.
                is_serialised_origin(origin)
                    && std::str::from_utf8(origin).is_ok_and(|origin| source.0.allows(origin))
            })
    }

    /// What is asked besides the lists, if there is something.
    #[must_use]
    pub fn source(&self) -> Option<&'static dyn OriginSource> {
        self.source.map(|source| source.0)
    }

    /// For expansions: the policy with what `origins_from` names.
    #[doc(hidden)]
    #[must_use]
    pub const fn and_from(mut self, source: &'static dyn OriginSource) -> Self {
        self.source = Some(Source(source));
        self
    }
}

impl Origins {
    /// Whether `origin`, as a browser sent it, is let in.
    #[must_use]
    pub fn allow(&self, origin: &[u8]) -> bool {
        match self {
            Origins::Any => true,
            Origins::Listed { exact, patterns } => {
                exact.contains(origin) || patterns.iter().any(|pattern| pattern.matches(origin))
            }
        }
    }
}

impl Texts {
    /// Whether `wanted` is one of them, which must be sorted by [`order`].
    fn contains(&self, wanted: &[u8]) -> bool {
        let found = match self {
            Texts::Fixed(texts) => texts.binary_search_by(|text| order(text.as_bytes(), wanted)),
            Texts::Owned(texts) => texts.binary_search_by(|text| order(text.as_bytes(), wanted)),
        };
        found.is_ok()
    }
}
