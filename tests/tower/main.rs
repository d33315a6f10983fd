//! The layer: over services with and without bodies of their own, as the first and as the last word,
//! among other layers, and behind the servers it is for.
// Handlers are asynchronous because their door is, whether or not they wait for something.
#![allow(clippy::unused_async)]

mod bodies;
mod cost;
mod fallback;
mod layer;
mod layer_order;
mod readiness;
mod servers;
mod support;
