//! Origins and patterns over origins: how they are written, parsed and matched.
//!
//! Parsing accepts only the form that browsers send, because browsers compare origins byte by byte.
//! Any other text is an error, with a suggestion if the intended origin can be guessed.

pub mod bad_port;
mod custom_scheme;
mod error;
mod host;
mod host_list;
pub mod idna;
mod ip;
pub mod label;
pub mod limits;
mod parse;
pub mod pattern;
mod suggest;
mod syntax;
#[cfg(test)]
mod tests;
mod wildcard;

pub(crate) use custom_scheme::{CustomOrigin, Uniqueness};
pub(crate) use host_list::parse_host_pattern;
pub(crate) use ip::{is_reserved, is_unspecified};
pub(crate) use parse::{ParsedOrigin, parse};
