//! A set of origins that can be replaced while the program runs.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwapOption;

use super::set::OriginSet;
use super::source::OriginSource;

/// Origins that can be replaced while the program runs, such as those of tenants in a database.
///
/// [`replace`](Self::replace) is atomic, and readers never wait, neither for a writer nor for other
/// readers.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::{LiveOrigins, OriginSet, OriginSource};
///
/// static TENANTS: LiveOrigins = LiveOrigins::empty();
///
/// assert!(!TENANTS.allows("https://a.example.com"));
/// TENANTS.replace(OriginSet::parse(["https://a.example.com"])?);
/// assert!(TENANTS.allows("https://a.example.com"));
/// # Ok::<_, cors::Violations>(())
/// ```
pub struct LiveOrigins {
    set: ArcSwapOption<OriginSet>,
}

impl LiveOrigins {
    /// Creates a source that allows no origin until [`LiveOrigins::replace`].
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            set: ArcSwapOption::const_empty(),
        }
    }

    /// Replaces all origins with those of `set`.
    pub fn replace(&self, set: OriginSet) {
        self.set.store(Some(Arc::new(set)));
    }
}

impl From<OriginSet> for LiveOrigins {
    fn from(set: OriginSet) -> Self {
        Self {
            set: ArcSwapOption::from_pointee(set),
        }
    }
}

impl OriginSource for LiveOrigins {
    fn allows(&self, origin: &str) -> bool {
        let set = self.set.load();
        set.as_ref().is_some_and(|set| set.allows(origin))
    }
}

impl fmt::Debug for LiveOrigins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.set.load().as_ref().map_or(0, |set| set.len());
        f.debug_struct("LiveOrigins")
            .field("origins", &count)
            .finish_non_exhaustive()
    }
}
