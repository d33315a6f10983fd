//! The state that all pages of a browser share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::cookie_jar::CookieJar;
use crate::preflight_cache::PreflightCache;

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) cookies: CookieJar,
    pub(crate) preflights: PreflightCache,
    /// The time on the browser's clock, which only `Browser::advance_clock` changes.
    pub(crate) now: Duration,
}

/// A handle to the state of one browser.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedState(Arc<Mutex<State>>);

impl SharedState {
    /// Locks the state. The guard must not be held while a fetch target runs.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        // A panic leaves no update half done, since no foreign code runs under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
