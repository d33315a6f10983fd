//! The door of actix-web: what `.service(handler)` registers, what CORS puts around it, and the
//! middleware for whole apps, in process and over real sockets.

// Handlers are asynchronous because their door is, whether or not they wait for something.
#![allow(clippy::unused_async)]

mod enforced;
mod fallback;
mod middleware;
mod responses;
mod routes;
mod sockets;
mod support;
