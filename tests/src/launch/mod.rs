//! Finds, starts and ends real browsers.
//!
//! No browser driver is involved: a browser is started on a page that contains its own program and
//! reports to its server.

mod browser;
mod display;
mod engine;
mod process;
mod profile;

pub use browser::{Browser, INSECURE_HOST};
pub use engine::{Engine, Installed};
pub use process::ProcessGroup;
