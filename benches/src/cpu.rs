//! The CPU time of the current thread, which does not include that of other processes on a shared machine.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Returns the CPU time of this thread since it started.
///
/// # Panics
///
/// If the clock returns a negative time.
#[must_use]
pub fn time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.try_into()
        .expect("a time after the start of the thread")
}
