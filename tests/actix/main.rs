//! The actix-web integration: what `.service(handler)` registers, the CORS service around it, and
//! the middleware for whole apps, in process and over real sockets.

// actix-web requires `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

mod enforced;
mod fallback;
mod middleware;
mod responses;
mod routes;
mod sockets;
mod support;
