//! The integration for axum, where the conformance tests have no column: handlers without a policy on the same
//! path, fallback handlers, middleware that changes headers, and extractors under other names.

mod body;
mod handler_sets;
mod marks;
mod neighbours;
mod support;
mod web_sockets;
