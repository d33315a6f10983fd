//! Correct hand-written CORS in an axum handler.

use super::axum_router::router_implementation;
use super::handwritten_axum::router_of;

router_implementation!(
    /// Correct hand-written handlers.
    HandwrittenCorrectAxum, "handwritten-correct-axum", "no-cors-axum", router_of::<true>
);
