//! Polling of futures without a runtime.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Polls a future once. No measured future waits for anything.
///
/// # Panics
///
/// If the future is not ready.
#[inline]
pub fn poll_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future is not ready"),
    }
}
