//! Errors of a fetch, with the messages of each engine's console and hints how to fix them.

mod blocked;
mod chromium;
mod display;
mod firefox;
mod help;
mod reason;
mod spec;
mod stage;
mod step_error;
mod webkit;

pub use blocked::Blocked;
pub use reason::BlockedReason;
pub use stage::Stage;
pub(crate) use step_error::StepError;
