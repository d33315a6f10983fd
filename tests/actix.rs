//! The door of actix-web: what `.service(handler)` registers, what CORS puts around it, and the
//! middleware for whole apps, in process and over real sockets.

// Handlers are asynchronous because their door is, whether or not they wait for something.
#![allow(clippy::unused_async)]

#[path = "actix/ask.rs"]
mod ask;
#[path = "actix/enforced.rs"]
mod enforced;
#[path = "actix/fallback.rs"]
mod fallback;
#[path = "actix/middleware.rs"]
mod middleware;
#[path = "actix/responses.rs"]
mod responses;
#[path = "actix/routes.rs"]
mod routes;
#[path = "actix/sockets.rs"]
mod sockets;
