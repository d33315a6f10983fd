//! `Display` of [`Blocked`]: the message of the engine, and help.

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
