//! Sources of origins that are known at run time only: from a configuration or the environment, and
//! replaceable while the program runs.
//!
//! What an origin is, and which are refused, is said by the judge of [`crate::policy`], at start-up
//! in the same words as while compiling.

#[cfg(feature = "live")]
mod live;
mod set;

#[cfg(feature = "live")]
pub use live::LiveOrigins;
pub use set::OriginSet;
