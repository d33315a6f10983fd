//! The integration for poem, where the conformance tests have no column: errors and error handlers, middleware,
//! fallback policies, endpoints without a policy on the same path, and extractors under other names.
// Handlers are `async` as in an application, even if they do not await anything.
#![allow(clippy::unused_async)]

mod errors;
mod fallback;
mod handler_sets;
mod middleware;
mod neighbours;
mod poems_own;
mod support;
mod web_sockets;
