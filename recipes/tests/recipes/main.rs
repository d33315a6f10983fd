//! The library next to other crates, as their users would write it.

mod configuration;
