//! The integration for axum, where the conformance tests have no column: handlers without a policy on the same
//! path, fallback handlers, layers around the app, middleware that changes headers, and extractors under other
//! names.

mod app_policy;
mod body;
mod handler_sets;
mod marks;
mod mounting;
mod neighbours;
mod support;
mod web_sockets;
