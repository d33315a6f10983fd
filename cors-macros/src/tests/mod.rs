//! Tests of whole expansions. A crate of procedural macros cannot be linked by integration tests.

mod builder_parity;
mod malformed_input;
mod snapshots;
mod ui_messages;
