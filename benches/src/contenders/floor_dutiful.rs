//! The floor with the duties of correctness.

use super::floor::handler_of;
use super::function::function;

function!(
    /// The floor on `http` types, with the duties of correctness.
    FloorDutiful, "floor-dutiful", "bare-http", handler_of::<true>
);
