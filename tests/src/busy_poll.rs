//! Running a future without a runtime.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Polls `future` in a loop until it is ready.
///
/// Does not allocate, unlike a runtime, so that allocations can be counted around it. The future must
/// not wait for anything outside of itself.
pub fn busy_poll<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
    }
}
