//! The tower layer: around services and bodies of several kinds, as `CorsLayer::new` and as
//! `CorsLayer::fallback`, combined with other layers, and with the servers it is made for.
// The frameworks require `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

mod bodies;
mod cost;
mod fallback;
mod layer;
mod layer_order;
mod migrating;
mod readiness;
mod servers;
mod support;
