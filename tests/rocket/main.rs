//! The door for Rocket: through its local client, and over sockets.
// Handlers are asynchronous and take what their route gives them, whether or not they need it so.
#![allow(clippy::unused_async, clippy::needless_pass_by_value)]

mod enforced;
mod fallback;
mod mounting;
mod paths;
mod responses;
mod routing;
mod sockets;
mod support;
