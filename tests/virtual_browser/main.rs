//! The virtual browser (`cors-browser`) behaves like the engines it models and like the Fetch
//! Standard.
//!
//! `cargo test -p cors-tests --test virtual_browser -- --nocapture` prints the number of measured
//! rows that agree.

mod cookies;
mod docs;
mod frames;
mod known_deviations;
mod messages;
mod origins;
mod preflight_cache;
mod replay;
mod row;
mod scenarios;
mod server;
mod standard;
mod targets;
mod troubleshooting;

use std::task::{Context, Poll, Waker};

use cors_browser::Browser;

/// A browser with a profile, by the name of its constructor.
fn browser(profile: &str) -> Browser {
    match profile {
        "spec" => Browser::spec(),
        "chromium" => Browser::chromium(),
        "firefox" => Browser::firefox(),
        "webkit" => Browser::webkit(),
        other => panic!("unknown profile {other}"),
    }
}

/// Polls a future once. Fetches from a target in memory never wait, so they need no async runtime.
fn run<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    match future.as_mut().poll(&mut cx) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future is pending"),
    }
}
