//! The origins that a policy lists.

use std::borrow::Cow;

use cors_policy::{OriginPattern, ValidOrigins};

use super::exact::ExactOrigins;

/// The origins of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origins {
    /// `"*"`: any origin, and never with credentials.
    Any,
    /// A list of origins.
    List {
        /// Exact origins.
        exact: ExactOrigins,
        /// Patterns, in source order.
        patterns: Cow<'static, [OriginPattern]>,
    },
}

impl Origins {
    /// No origin.
    pub const NONE: Origins = Origins::List {
        exact: ExactOrigins::NONE,
        patterns: Cow::Borrowed(&[]),
    };

    /// Returns whether the list has `origin`, the value of an `Origin` header.
    #[must_use]
    #[inline]
    pub fn contains(&self, origin: &[u8]) -> bool {
        match self {
            Origins::Any => true,
            Origins::List { exact, patterns } => {
                exact.contains(origin) || patterns.iter().any(|pattern| pattern.matches(origin))
            }
        }
    }

    /// Returns whether the list has no origins.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Origins::Any => false,
            Origins::List { exact, patterns } => exact.is_empty() && patterns.is_empty(),
        }
    }

    /// Returns the origin of a list that has exactly one and no patterns.
    pub(crate) fn single(&self) -> Option<&str> {
        match self {
            Origins::List { exact, patterns } if exact.len() == 1 && patterns.is_empty() => {
                exact.iter().next()
            }
            _ => None,
        }
    }
}

impl From<ValidOrigins> for Origins {
    fn from(origins: ValidOrigins) -> Self {
        match origins {
            ValidOrigins::Any => Origins::Any,
            ValidOrigins::List { exact, patterns } => Origins::List {
                exact: ExactOrigins::from_sorted(exact),
                patterns: Cow::Owned(patterns),
            },
        }
    }
}
