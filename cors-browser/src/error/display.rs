//! `Display` and `Debug` of [`Blocked`]: the message of the engine, and help.

use std::fmt;

use super::blocked::Blocked;
use super::{chromium, firefox, help, spec, webkit};
use crate::profile::Engine;

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self.engine {
            Engine::Spec => None,
            Engine::Chromium => chromium::message(self),
            Engine::Firefox => firefox::message(self),
            Engine::WebKit => webkit::message(self),
        };
        f.write_str(&message.unwrap_or_else(|| spec::message(self)))?;
        match help::help(self) {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_struct("Blocked")
            .field("reason", &self.reason)
            .field("stage", &self.stage)
            .field("url", &self.url)
            .field("origin", &self.origin)
            .field("status", &self.status)
            .field("preflighted", &self.preflighted)
            .finish_non_exhaustive()
    }
}
