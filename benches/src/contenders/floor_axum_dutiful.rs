//! The floor inside a handler of axum, with the duties of correctness.

use super::floor_axum::driven;
use super::router::routed;

routed!(
    /// The floor inside a handler, with the duties of correctness.
    FloorAxumDutiful, "floor-axum-dutiful", "bare-axum", driven::<true>
);
