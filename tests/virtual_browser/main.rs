//! The virtual browser is a browser: what it does is what engines were measured to do, and what the
//! standard says.
//!
//! `cargo test -p cors-tests --test browser -- --nocapture` prints how many rows agree.

mod apps;
mod asked;
mod cookies;
mod document;
mod exceptions;
mod frames;
mod origins;
mod replay;
mod row;
mod server;
mod standard;
mod steps;
mod words;

use std::task::{Context, Poll, Waker};

use cors_browser::Browser;

/// The profiles, by the names that the rows have for them.
fn browser(profile: &str) -> Browser {
    match profile {
        "spec" => Browser::spec(),
        "chromium" => Browser::chromium(),
        "firefox" => Browser::firefox(),
        "webkit" => Browser::webkit(),
        other => panic!("no profile is called {other}"),
    }
}

/// Runs a future that waits for nothing but an app in memory: no runtime is needed for a fetch.
fn run<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    match future.as_mut().poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}
