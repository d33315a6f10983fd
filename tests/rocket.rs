//! The door for Rocket: through its local client, and over sockets.
// Handlers are asynchronous and take what their route gives them, whether or not they need it so.
#![allow(clippy::unused_async, clippy::needless_pass_by_value)]

#[path = "rocket/asking.rs"]
mod asking;
#[path = "rocket/enforced.rs"]
mod enforced;
#[path = "rocket/fallback.rs"]
mod fallback;
#[path = "rocket/mounting.rs"]
mod mounting;
#[path = "rocket/paths.rs"]
mod paths;
#[path = "rocket/responses.rs"]
mod responses;
#[path = "rocket/routing.rs"]
mod routing;
#[path = "rocket/sockets.rs"]
mod sockets;
