//! The virtual browser is a browser: what it does is what engines were measured to do, and what the
//! standard says.
//!
//! `cargo test -p cors-tests --test browser -- --nocapture` prints how many rows agree.

#[path = "browser/apps.rs"]
mod apps;
#[path = "browser/asked.rs"]
mod asked;
#[path = "browser/cookies.rs"]
mod cookies;
#[path = "browser/document.rs"]
mod document;
#[path = "browser/exceptions.rs"]
mod exceptions;
#[path = "browser/frames.rs"]
mod frames;
#[path = "browser/origins.rs"]
mod origins;
#[path = "browser/replay.rs"]
mod replay;
#[path = "browser/row.rs"]
mod row;
#[path = "browser/server.rs"]
mod server;
#[path = "browser/standard/mod.rs"]
mod standard;
#[path = "browser/steps.rs"]
mod steps;
#[path = "browser/words.rs"]
mod words;

use std::task::{Context, Poll, Waker};

use facade::browser::Browser;

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
