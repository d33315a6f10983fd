//! The floor's layer, which knows nothing of what is inside, around a router of axum.

use super::bare_axum::router;
use super::floor_tower::by_hand;
use super::router::{Driven, routed};
use crate::case::Case;

routed!(
    /// The floor as a layer of tower, with the duties of correctness.
    FloorAxumLayerDutiful, "floor-axum-layer-dutiful", "bare-axum", driven
);

fn driven(case: &Case) -> Option<Driven> {
    let layer = by_hand(case)?;
    Some(Driven::new(router(case).layer(layer)))
}
