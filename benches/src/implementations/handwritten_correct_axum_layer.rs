//! The correct hand-written tower layer around an axum router.

use super::axum_router::{ReusedRouter, router_implementation};
use super::handwritten_correct_tower::handwritten_layer;
use super::no_cors_axum::router;
use crate::case::Case;

router_implementation!(
    /// A router in the layer.
    HandwrittenCorrectAxumLayer, "handwritten-correct-axum-layer", "no-cors-axum", router_of
);

fn router_of(case: &Case) -> Option<ReusedRouter> {
    let layer = handwritten_layer(case)?;
    Some(ReusedRouter::new(router(case).layer(layer)))
}
