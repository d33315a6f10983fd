//! What several tests share. Nothing here judges or decides about CORS.
#![forbid(unsafe_code)]

pub mod raw;
