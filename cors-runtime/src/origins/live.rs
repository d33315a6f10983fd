//! A set of origins that is replaced while the program runs.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwapOption;

use super::set::OriginSet;
use crate::policy::OriginSource;

/// Origins that change while the program runs: tenants in a database, say.
///
/// A new set takes the place of the old one at once and as a whole; who reads never waits, neither
/// for a writer nor for other readers.
///
/// ```
/// use cors_runtime::policy::OriginSource;
/// use cors_runtime::sources::{LiveOrigins, OriginSet};
///
/// static TENANTS: LiveOrigins = LiveOrigins::empty();
///
/// assert!(!TENANTS.allows("https://a.example.com"));
/// TENANTS.replace(OriginSet::parse(["https://a.example.com"])?);
/// assert!(TENANTS.allows("https://a.example.com"));
/// # Ok::<_, cors_runtime::policy::Violations>(())
/// ```
pub struct LiveOrigins {
    set: ArcSwapOption<OriginSet>,
}

impl LiveOrigins {
    /// Nobody, until [`LiveOrigins::replace`].
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            set: ArcSwapOption::const_empty(),
        }
    }

    /// Lets in `set`, and nobody who was let in before.
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
        self.set
            .load()
            .as_ref()
            .is_some_and(|set| set.allows(origin))
    }
}

impl fmt::Debug for LiveOrigins {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.set.load().as_ref().map_or(0, |set| set.len());
        out.debug_struct("LiveOrigins")
            .field("origins", &count)
            .finish_non_exhaustive()
    }
}
