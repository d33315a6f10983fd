//! Real browsers: finding them, starting them on a page, and leaving nothing of them behind.
//!
//! No driver is between: a browser is started on a page that knows by itself what to do, and tells
//! its server. Nothing here knows what that page is about.

mod browser;
mod display;
mod engine;
mod process;
mod profile;

pub use browser::Browser;
pub use engine::{Engine, Installed};
pub use process::Group;
