//! The layer: over services with and without bodies of their own, as the first and as the last word,
//! among other layers, and behind the servers it is for.
// Handlers are asynchronous because their door is, whether or not they wait for something.
#![allow(clippy::unused_async)]

#[path = "tower/alone.rs"]
mod alone;
#[path = "tower/asked.rs"]
mod asked;
#[path = "tower/bodies.rs"]
mod bodies;
#[path = "tower/cost.rs"]
mod cost;
#[path = "tower/fallback.rs"]
mod fallback;
#[path = "tower/order.rs"]
mod order;
#[path = "tower/ready.rs"]
mod ready;
#[path = "tower/servers.rs"]
mod servers;
