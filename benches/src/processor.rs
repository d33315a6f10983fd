//! This thread's CPU time: what other processes of a shared machine take does not count.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The CPU time of this thread since it started.
///
/// # Panics
///
/// If the clock stands before its start.
#[must_use]
pub fn time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.try_into().expect("a time behind the start")
}
