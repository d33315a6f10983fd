//! What several tests share. Nothing here judges or decides about CORS.
#![forbid(unsafe_code)]

#[cfg(unix)]
#[path = "engines/launch/mod.rs"]
pub mod launch;
pub mod raw;
