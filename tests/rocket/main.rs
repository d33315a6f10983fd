//! The Rocket integration, through Rocket's local client and over sockets.
// Handlers are `async` or take guards by value for the tests' sake, even if they need not.
#![allow(clippy::unused_async, clippy::needless_pass_by_value)]

mod enforced;
mod fallback;
mod forms;
mod mounting;
mod paths;
mod responses;
mod routing;
mod sockets;
mod support;
